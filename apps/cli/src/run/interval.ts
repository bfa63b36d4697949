import { InvalidArgumentError } from 'commander'

/** How often a run saves a checkpoint. */
export interface Interval {
  readonly count: number
  readonly unit: 'steps' | 'seconds' | 'epochs'
}

/** Of a process that saves none. */
export const NEVER: Interval = { count: Number.POSITIVE_INFINITY, unit: 'seconds' }

/** How far a run is, in each unit. */
export type Elapsed = Readonly<Record<Interval['unit'], number>>

const UNITS = { steps: 'steps', step: 'steps', s: 'seconds', epochs: 'epochs', epoch: 'epochs' } as const

/** As `parseInterval` reads it. */
export function intervalText({ count, unit }: Interval): string {
  return `${count}${unit === 'seconds' ? 's' : unit}`
}

/** Reads `500steps`, `10s` or `1epoch`. Throws InvalidArgumentError. */
export function parseInterval(text: string): Interval {
  const [, digits, unit] = /^(\d+(?:\.\d+)?) ?(steps?|s|epochs?)$/.exec(text) ?? []
  const interval = { count: Number(digits), unit: UNITS[unit as keyof typeof UNITS] }
  const whole = interval.unit === 'seconds' || Number.isSafeInteger(interval.count)
  if (interval.count > 0 && whole) return interval
  throw new InvalidArgumentError('Expected steps, seconds or epochs, such as 500steps, 10s or 1epoch.')
}
