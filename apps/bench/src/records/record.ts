import type { StrategyName } from '@antigrad/parallel'
import type { PhaseSeconds, Shares } from '../measure/phases.js'
import type { Summary } from '../statistics.js'
import { commandGiven } from './command.js'
import { type Machine, thisCommit, thisMachine } from './machine.js'

/** What every record begins with. */
export interface RecordHead<Kind extends string = string> {
  readonly format: 'antigrad-bench'
  readonly version: 1
  readonly kind: Kind
  /** ISO 8601, UTC. */
  readonly date: string
  /** The command that made it. */
  readonly command: string
  readonly commit: string
  readonly machine: Machine
}

/** How a row's threads train: together, by a strategy, or apart, a network each. */
export type Way = StrategyName | 'apart'

/** One strategy with one number of threads in one scenario. */
export interface ScalingRow {
  readonly scenario: string
  readonly sizes: readonly number[]
  readonly batchSize: number
  readonly examples: number
  readonly strategy: Way
  readonly threads: number
  /** Of `samples`. */
  readonly examplesPerSecond: Summary
  /** Examples per second, one a round. */
  readonly samples: readonly number[]
  /** The register loop's GFLOP/s at the begin of the same rounds. */
  readonly peaks: readonly number[]
  /** The median over the rounds of this rate by that of one thread (apart: `slices`) in the same round. */
  readonly speedUp: number
  /** speedUp / threads. */
  readonly efficiency: number
  readonly shares: Shares
  readonly phases: PhaseSeconds
  readonly weightsHash: string
  /** Whether these are the weights of one thread, strategy `slices`. */
  readonly sameWeights: boolean
}

export interface ScalingRecord extends RecordHead<'scaling'> {
  readonly rows: readonly ScalingRow[]
}

/** The head of a record that is made now, on this machine. */
export function headOf<Kind extends string>(kind: Kind): RecordHead<Kind> {
  return {
    format: 'antigrad-bench',
    version: 1,
    kind,
    date: new Date().toISOString(),
    command: commandGiven(process.argv.slice(2)),
    commit: thisCommit(),
    machine: thisMachine(),
  }
}
