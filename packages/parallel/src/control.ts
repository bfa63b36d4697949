import type { Arena } from '@antigrad/core/internal'

/** int32 words between two control words: each on its own 64 bytes, so that no two share a cache line. */
const SPACING = 16

/** Where each control word lies, in words. What each worker has of its own follows. */
export const WORD = {
  /** Workers that have arrived at the barrier. */
  arrived: 0 * SPACING,
  /** Counts the barrier's crossings: what a waiting worker watches. */
  generation: 1 * SPACING,
  /** Workers asleep at the barrier. */
  sleepers: 2 * SPACING,
  /** Not 0: the run is over, everybody leaves. Written by the main thread or a dying worker. */
  abort: 3 * SPACING,
  /** Not 0: the main thread asks for a pause at the end of a step, and why. */
  request: 4 * SPACING,
  /**
   * The position at which all active workers go to the gate, named by worker 0: a pause was asked for, or another number
   * of workers goes on. 0 for none.
   */
  stop: 5 * SPACING,
  /** Not 0: some worker's loss of this step is not finite. */
  diverged: 6 * SPACING,
  /** Workers that are at the gate. */
  gated: 7 * SPACING,
  /** Counts the times that all have come to the gate: what the main thread watches. */
  gate: 8 * SPACING,
  /** The workers that take part: those of lower rank. The others stay at the gate. */
  active: 9 * SPACING,
  /** What the command is: a `Command`. */
  task: 10 * SPACING,
  /** The epoch of the command, from 1. */
  epoch: 11 * SPACING,
  /** The example in the epoch's order with which the next step begins. Written by worker 0 while an epoch is trained. */
  position: 12 * SPACING,
  /** Of several processes that train together, why they pause, as far as they have agreed; 0 where none has asked. */
  agreed: 13 * SPACING,
  /** What each worker has of its own, each on a line: phase and arrivals, claims, commands. Worker r's lie r × OWN further. */
  own: 14 * SPACING,
} as const

/** What the workers do until they come back to the gate. */
export const COMMAND = { quit: 0, train: 1, evaluate: 2 } as const

/** What a worker is doing, for messages: of n phases the name of its own is `PHASES[word % n]`, its count word / n. */
export const PHASES = [
  'start',
  'gate',
  'forward',
  'barrier',
  'gradient',
  'sum',
  'update',
  'evaluate',
  'exchange',
] as const
export type Phase = (typeof PHASES)[number]

/** Words of each worker. */
const OWN = 3 * SPACING

/** Where the phase of `rank` lies, in words. */
export function phaseWord(rank: number): number {
  return WORD.own + rank * OWN
}

/**
 * Where the arrivals of `rank` lie, in words: how often it has come to a barrier or to the gate, or left it, since the
 * command. All active workers do so as often, so the one with the fewest is the one that the others wait for.
 */
export function arrivalsWord(rank: number): number {
  return phaseWord(rank) + 1
}

/** Where it is counted how many pieces of the work of `rank` are taken, in words: see claims.ts. */
export function claimsWord(rank: number): number {
  return phaseWord(rank) + SPACING
}

/** Where the commands to `rank` are counted, in words: what it watches at the gate. */
export function commandWord(rank: number): number {
  return phaseWord(rank) + 2 * SPACING
}

/** The control words of a run, the next part of `arena`. All zero at the start. */
export function allocateControl(arena: Arena, workers: number): Int32Array {
  return arena.int32(WORD.own + workers * OWN)
}

/** How many workers control words are for. */
export function workersOf(words: Int32Array): number {
  return (words.length - WORD.own) / OWN
}
