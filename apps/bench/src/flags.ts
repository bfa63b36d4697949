import { MOST_WORKERS } from '@antigrad/parallel/settings'
import { InvalidArgumentError } from 'commander'

/** Thread counts such as `1,2,4`: whole numbers from 1 to `MOST_WORKERS`, each once, ascending. */
export function threadCounts(text: string): number[] {
  const counts = text.split(',').map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : 0))
  if (counts.every((count) => count >= 1 && count <= MOST_WORKERS))
    return [...new Set(counts)].sort((a, b) => a - b)
  throw new InvalidArgumentError(
    `Expected whole numbers from 1 to ${MOST_WORKERS}, separated by commas, such as 1,2,4.`,
  )
}

/** For a flag that may be given more than once. */
export function collect(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text]
}

/** A number above 0, and at most `most`. */
export function upTo(most: number): (text: string) => number {
  const range = most === Number.POSITIVE_INFINITY ? 'above 0' : `above 0, at most ${most}`
  return (text) => {
    const value = Number(text)
    if (/^(?:\d+\.?\d*|\.\d+)$/.test(text) && value > 0 && value <= most) return value
    throw new InvalidArgumentError(`Expected a number ${range}.`)
  }
}

/** A whole number from 1. */
export function wholeNumber(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= 1) return value
  throw new InvalidArgumentError('Expected a whole number from 1.')
}
