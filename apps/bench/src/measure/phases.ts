import { PHASES, type Phase } from '@antigrad/parallel'
import { median } from '../statistics.js'

/** Seconds of each phase. */
export type PhaseSeconds = Readonly<Record<Phase, number>>

/** Where a worker's time goes. The three parts sum to 1. */
export interface Shares {
  /** Forward, deltas, the gradient of the shard, sorting. */
  readonly compute: number
  /** Waiting for the others. */
  readonly barrier: number
  /** Summing the slice's gradient and the step on it. */
  readonly update: number
}

export function sharesOf({ forward, gradient, barrier, sum, update }: PhaseSeconds): Shares {
  const all = forward + gradient + barrier + sum + update
  return { compute: (forward + gradient) / all, barrier: barrier / all, update: (sum + update) / all }
}

/** The median of each phase over some epochs. */
export function medianPhases(epochs: readonly PhaseSeconds[]): PhaseSeconds {
  return phaseSeconds((phase) => median(epochs.map((seconds) => seconds[phase])))
}

/** Seconds of each phase, as `secondsOf` says. */
export function phaseSeconds(secondsOf: (phase: Phase, index: number) => number): PhaseSeconds {
  return Object.fromEntries(
    PHASES.map((phase, index) => [phase, secondsOf(phase, index)]),
  ) as unknown as PhaseSeconds
}
