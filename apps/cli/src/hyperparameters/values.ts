import type { Json } from '@antigrad/core/internal'
import { MOST_WORKERS } from '@antigrad/parallel/settings'
import { InvalidArgumentError } from 'commander'
import {
  columnNames,
  hiddenLayers,
  numberBetween,
  numberFrom,
  type Parser,
  seedNumber,
  threadCount,
  wholeNumber,
} from '../flags.js'
import type { KernelsChoice, KernelsName } from '../run/kernels.js'

/** The values that a hyperparameter may have: as a flag gives them, and as a config keeps them. */
export interface Values<Asked, Kept extends Asked = Asked> {
  /** Reads the text of a flag. */
  readonly parse: Parser<Asked>
  /** All there are, where they have names. */
  readonly choices?: readonly string[]
  /** What a config holds, in words. */
  readonly expected: string
  /** Whether a config may hold it. */
  accepts(json: Json): boolean
  /** As the flag takes it. */
  write(kept: Kept): string
}

/** Any text that is not empty: a name, a path. */
export function text(expected: string): Values<string> {
  return { parse: (given) => given, expected, accepts: isText, write: (kept) => kept }
}

/** A whole number from `least`. */
export function wholeFrom(least: number): Values<number> {
  return {
    parse: wholeNumber(least),
    expected: `a whole number from ${least}`,
    accepts: (json) => Number.isSafeInteger(json) && Number(json) >= least,
    write: String,
  }
}

/** A whole number from 1. */
export const count: Values<number> = wholeFrom(1)

/** Epochs: `auto` leaves them to the number of examples, and a config keeps how many that were. */
export const epochCounts: Values<number | 'auto', number> = {
  ...count,
  parse: (given) => (given === 'auto' ? given : wholeNumber(1)(given)),
}

/** A whole number from 0. */
export const countOrNone: Values<number> = wholeFrom(0)

/** What something is multiplied by to become less: above 0, below 1. */
export const factor: Values<number> = {
  parse: numberBetween(0, 1),
  expected: 'a number above 0 and below 1',
  accepts: (json) => isPositive(json) && Number(json) < 1,
  write: String,
}

/** A finite number above 0. */
export const positive: Values<number> = {
  parse: numberBetween(0),
  expected: 'a number above 0',
  accepts: isPositive,
  write: String,
}

/** A part of a whole: above 0 and below 1. */
export const part: Values<number> = {
  parse: numberBetween(0, 1),
  expected: 'a number above 0 and below 1',
  accepts: (json) => isPositive(json) && Number(json) < 1,
  write: String,
}

/** A part that may be nothing: from 0, below 1. */
export const fraction: Values<number> = {
  parse: numberFrom(0, 1),
  expected: 'a number from 0 and below 1',
  accepts: (json) => isFraction(json),
  write: String,
}

/** One for all, or one for each: from 0, below 1. */
export const fractions: Values<readonly number[]> = {
  parse: (given) => given.split(',').map((each) => numberFrom(0, 1)(each.trim())),
  expected: 'a list of numbers from 0 and below 1',
  accepts: (json) => Array.isArray(json) && json.length > 0 && json.every(isFraction),
  write: (kept) => kept.join(','),
}

/** A number from 0. */
export const notNegative: Values<number> = {
  parse: numberFrom(0),
  expected: 'a number from 0',
  accepts: (json) => typeof json === 'number' && json >= 0 && Number.isFinite(json),
  write: String,
}

/** How much the examples of each class count. */
export const weights: Values<'balanced' | readonly number[]> = {
  parse: (given) =>
    given === 'balanced' ? given : given.split(',').map((each) => numberBetween(0)(each.trim())),
  expected: 'balanced, or a list of numbers above 0',
  accepts: (json) => json === 'balanced' || (Array.isArray(json) && json.every(isPositive)),
  write: (kept) => (kept === 'balanced' ? kept : kept.join(',')),
}

/** A seed. Configs of the first versions may hold one beyond 32 bits. */
export const seeds: Values<number> = {
  parse: seedNumber,
  expected: 'a whole number',
  accepts: (json) => Number.isSafeInteger(json),
  write: String,
}

/** Units of the hidden layers; `none` for no such layer. */
export const layers: Values<readonly number[]> = {
  parse: hiddenLayers,
  expected: 'a list of whole numbers from 1',
  accepts: (json) => Array.isArray(json) && json.every(isCount),
  write: (kept) => (kept.length === 0 ? 'none' : kept.join(',')),
}

/** Numbers of layers, from 1 at the input. */
export const layerNumbers: Values<readonly number[]> = {
  parse: (given) => given.split(',').map((each) => wholeNumber(1)(each.trim())),
  expected: 'a list of whole numbers from 1',
  accepts: (json) => Array.isArray(json) && json.length > 0 && json.every(isCount),
  write: (kept) => kept.join(','),
}

/** Names or numbers of columns. */
export const columns: Values<readonly string[]> = {
  parse: columnNames,
  expected: 'a list of columns',
  accepts: (json) => Array.isArray(json) && json.every(isText),
  // As `columnNames` reads them.
  write: (kept) =>
    kept.map((name) => (/,|^".*"$/s.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(','),
}

/** Worker threads: `auto` leaves them to the machine, and a config keeps how many that were. */
export const threadCounts: Values<number | 'auto', number> = {
  parse: threadCount,
  expected: `a whole number from 1 to ${MOST_WORKERS}`,
  accepts: (json) => isCount(json) && Number(json) <= MOST_WORKERS,
  write: String,
}

/** One of some names. */
export function oneOf<const Name extends string>(...choices: readonly Name[]): Values<Name> {
  return {
    parse(given) {
      const found = choices.find((choice) => choice === given)
      if (found !== undefined) return found
      // As commander says it.
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`)
    },
    choices,
    expected: choices.join(' or ').replaceAll(/ or (?=.* or )/g, ', '),
    accepts: (json) => choices.some((choice) => choice === json),
    write: (kept) => kept,
  }
}

const KERNELS: Values<KernelsName> = oneOf('plain', 'simd', 'wide')

/** Names of kernels: `auto` leaves them to the machine, and a config keeps which those were. */
export const kernelNames: Values<KernelsChoice, KernelsName> = {
  ...oneOf('auto', 'plain', 'simd', 'wide'),
  expected: KERNELS.expected,
  accepts: KERNELS.accepts,
}

function isText(json: Json): boolean {
  return typeof json === 'string' && json.length > 0
}

function isCount(json: Json): boolean {
  return Number.isSafeInteger(json) && Number(json) >= 1
}

function isFraction(json: Json): boolean {
  return typeof json === 'number' && json >= 0 && json < 1
}

function isPositive(json: Json): boolean {
  return typeof json === 'number' && json > 0 && Number.isFinite(json)
}
