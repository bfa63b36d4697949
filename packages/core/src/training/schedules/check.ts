import { UsageError } from '../../errors.js'

/** The value where it is a whole number of at least `least`. Throws UsageError otherwise. */
export function whole(what: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new UsageError(`${what}: expected a whole number from ${least}, found ${value}`)
}

/** The value where it is above 0 and at most 1. Throws UsageError otherwise. */
export function factor(what: string, value: number): number {
  if (value > 0 && value <= 1) return value
  throw new UsageError(`${what}: expected a factor above 0, at most 1, found ${value}`)
}

/** The value where it is in [0, 1]. Throws UsageError otherwise. */
export function share(what: string, value: number): number {
  if (value >= 0 && value <= 1) return value
  throw new UsageError(`${what}: expected a number from 0 to 1, found ${value}`)
}

/** The value where it is finite and at least 1. Throws UsageError otherwise. */
export function divisor(what: string, value: number): number {
  if (value >= 1 && Number.isFinite(value)) return value
  throw new UsageError(`${what}: expected a number from 1, found ${value}`)
}
