import type { Json } from '@antigrad/core/internal'

/** The fields of a JSON object; none for anything else. */
export function fieldsOf(json: Json | undefined): { readonly [key: string]: Json | undefined } {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
  return isObject ? (json as { readonly [key: string]: Json }) : {}
}

/** The elements of a JSON array; none for anything else. */
export function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : []
}
