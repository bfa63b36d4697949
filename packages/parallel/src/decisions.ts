import type { Arena } from '@antigrad/core/internal'
import type { Speed } from './tuner.js'

/** How many workers train from some example on, and why. */
export interface Decision {
  /** From 1. */
  readonly epoch: number
  /** In the order of the epoch. */
  readonly example: number
  readonly workers: number
  /** Of the numbers that have been measured. */
  readonly speeds: readonly Speed[]
}

/** Decisions of a command that are kept; of more, the first and the last. */
const MOST = 32

/** Numbers of workers of which a decision keeps the speed: those of `workerCounts`. */
const MOST_SPEEDS = 3

/** int32 words of a decision: epoch, example, workers, and two for each speed. */
const WORDS = 3 + 2 * MOST_SPEEDS

/**
 * Memory for what worker 0 decides during a command, the next part of `arena`: how many decisions there are; then, `WORDS` each,
 * what they are. The main thread reads it when all are at the gate.
 */
export function allocateDecisions(arena: Arena): Int32Array {
  return arena.int32(1 + MOST * WORDS)
}

export function addDecision(words: Int32Array, { epoch, example, workers, speeds }: Decision): void {
  const count = Math.min(words[0], MOST - 1)
  const at = 1 + count * WORDS
  words.fill(0, at, at + WORDS)
  words.set([epoch, example, workers], at)
  for (const [n, { workers, examplesPerSecond }] of speeds.slice(0, MOST_SPEEDS).entries())
    words.set([workers, Math.round(examplesPerSecond)], at + 3 + 2 * n)
  words[0] = count + 1
}

/** Those since the last call. */
export function takeDecisions(words: Int32Array): Decision[] {
  const count = words[0]
  words[0] = 0
  return Array.from({ length: count }, (_, n) => {
    const [epoch, example, workers, ...pairs] = words.subarray(1 + n * WORDS, 1 + (n + 1) * WORDS)
    const speeds = Array.from({ length: MOST_SPEEDS }, (_, k) => ({
      workers: pairs[2 * k],
      examplesPerSecond: pairs[2 * k + 1],
    })).filter(({ workers }) => workers > 0)
    return { epoch, example, workers, speeds }
  })
}
