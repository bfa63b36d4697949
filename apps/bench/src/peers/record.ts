import type { RecordHead } from '../records/record.js'
import type { Peer } from './peer.js'
import type { PeerResult, PeerRun } from './run-peer.js'
import type { Course } from './task.js'

/** One peer at one scenario. */
export interface PeerRow {
  readonly peer: Pick<Peer, 'name' | 'language' | 'single' | 'differs'>
  readonly installMegabytes?: number
  /** With one thread, and with all where it takes several. */
  readonly runs: readonly PeerRun[]
}

export interface PeersScenario {
  readonly scenario: string
  readonly sizes: readonly number[]
  readonly batchSize: number
  readonly examples: number
  readonly learningRate: number
  readonly course: Course
  readonly rows: readonly PeerRow[]
}

export interface PeersRecord extends RecordHead<'peers'> {
  readonly scenarios: readonly PeersScenario[]
}

/** The fastest run of a peer; undefined where none came to an end. */
export function bestOf({ runs }: PeerRow): { threads: number; result: PeerResult } | undefined {
  const done = runs.flatMap((run) => ('result' in run ? [run] : []))
  return done.sort((a, b) => b.result.examplesPerSecond - a.result.examplesPerSecond)[0]
}
