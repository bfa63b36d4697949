import type { Json } from '@antigrad/core/internal'

export { fieldsOf } from '@antigrad/core/internal'

/** The elements of a JSON array; none for anything else. */
export function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : []
}
