import type { Json } from '@antigrad/core/internal'

/** An object as JSON has it: what is undefined is left out. */
export function toJson(value: object): Json {
  return JSON.parse(JSON.stringify(value))
}
