import { UsageError } from './errors.js'

/**
 * Checks a value that programs without types may have mistyped.
 * @param what it is of, for people: `head`
 * @throws UsageError where it is none of those that are known
 */
export function checkOneOf(what: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw notOneOf(what, value, known)
}

/** What `checkOneOf` throws, for what tells values apart by itself. */
export function notOneOf(what: string, value: string, known: readonly string[]): UsageError {
  return new UsageError(`${what}: expected one of ${known.join(', ')}, found '${value}'`)
}
