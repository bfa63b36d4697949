import type { Arena } from './arena.js'

/** Which units of a layer a step leaves out: a record of 16 bytes. assembly/drop-out.ts reads the same. */
export interface Dropout {
  /** Where it begins in its buffer, in bytes. */
  readonly record: number
  /** Word 0: the key, another for every seed, epoch and layer. Word 1: a unit whose hash is below it is left out. */
  readonly words: Uint32Array
  /** The same words as numbers. 2: 1 / (1 − p), what others are multiplied by. */
  readonly numbers: Float32Array
}

/** The next part of `arena`. */
export function allocateDropout(arena: Arena): Dropout {
  const words = arena.uint32(4)
  const numbers = new Float32Array(words.buffer, words.byteOffset, words.length)
  return { record: words.byteOffset, words, numbers }
}

/**
 * Sets what a layer leaves out.
 * @param rate p, the part of the units that is left out: [0, 1)
 * @param key another for every seed, epoch and layer: `dropoutKey`
 */
export function setDropout({ words, numbers }: Dropout, rate: number, key: number): void {
  words[0] = key
  words[1] = dropoutThreshold(rate)
  numbers[2] = dropoutScale(rate)
}

/** A unit whose hash is below it is left out of a step. */
export function dropoutThreshold(rate: number): number {
  return Math.floor(rate * 2 ** 32)
}

/** What units that are not left out are multiplied by, so that their mean remains: 1 / (1 − p), before it is rounded to float32. */
export function dropoutScale(rate: number): number {
  return 1 / (1 - rate)
}

/** A key of 32 bits. */
export function dropoutKey(seed: number, epoch: number, layer: number): number {
  return mix(mix(mix(seed) ^ epoch) ^ layer)
}

/**
 * The hash of a unit: of the key, the position in the epoch and the unit's number.
 * @returns 0 … 2³² − 1
 */
export function unitHash(key: number, position: number, unit: number): number {
  return mix(mix(key ^ position) ^ unit)
}

/**
 * A bijection of 32 bits that spreads every bit over all of them: the constants are `lowbias32` of Chris Wellons, Prospecting
 * for Hash Functions, 2018.
 */
export function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return (x ^ (x >>> 16)) >>> 0
}
