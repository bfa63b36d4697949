import type { Random } from '@antigrad/core'
import { InvalidArgumentError } from 'commander'

/** Numbers from one to another, both among them. */
export interface NumberRange {
  readonly low: number
  readonly high: number
  /** Whether each factor is as likely as any other: between 0.001 and 0.01 lie as many draws as between 0.01 and 0.1. */
  readonly log: boolean
  /** Whether they are whole. */
  readonly whole: boolean
}

/** Digits of a number that is drawn, as people write them. */
const DIGITS = 4

/** Halvings of a logarithmic range: more than its numbers have digits. */
const HALVINGS = 30

const RANGE = /^(log:)?([+-]?[\d.]+(?:e[+-]?\d+)?)\.\.([+-]?[\d.]+(?:e[+-]?\d+)?)$/i

/**
 * Reads `0.1..0.5` or `log:0.001..0.1`; undefined for what is no range.
 * @param takes whether the hyperparameter takes a number, as text: where it takes no fractions, draws are whole
 * @throws InvalidArgumentError for a range that is none, or ends of it that it does not take
 */
export function rangeIn(text: string, takes: (text: string) => boolean): NumberRange | undefined {
  const [, log, from, to] = RANGE.exec(text) ?? []
  if (from === undefined || to === undefined) return undefined
  const [low, high] = [Number(from), Number(to)]
  if (!(low < high) || !Number.isFinite(high)) {
    throw new InvalidArgumentError('Expected a range from a number to a larger one, such as 0.1..0.5.')
  }
  for (const end of [from, to]) {
    if (!takes(end)) throw new InvalidArgumentError(`It does not take ${end}.`)
  }
  if (log !== undefined && !(low > 0)) {
    throw new InvalidArgumentError('Expected a logarithmic range to begin above 0.')
  }
  const middle = (low + high) / 2
  const whole = !takes(String(Number.isInteger(middle) ? middle + 1 / 4 : middle))
  return { low, high, log: log !== undefined, whole }
}

/** A number of a range by chance, as a flag takes it. The same numbers on every machine: + × ÷ and √ alone make it. */
export function drawFrom(range: NumberRange, random: Random): string {
  const { low, high, log, whole } = range
  if (whole && !log) return String(low + random.integer(high - low + 1))
  const drawn = log ? geometric(low, high, random) : low + random.uniform() * (high - low)
  const rounded = whole ? Math.round(drawn) : Number(drawn.toPrecision(DIGITS))
  return String(Math.min(high, Math.max(low, rounded)))
}

/** A point of a logarithmic range: of the two halves about its geometric mean one is taken, again and again. */
function geometric(low: number, high: number, random: Random): number {
  let [from, to] = [low, high]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const mean = Math.sqrt(from) * Math.sqrt(to)
    if (random.integer(2) === 0) to = mean
    else from = mean
  }
  return from
}
