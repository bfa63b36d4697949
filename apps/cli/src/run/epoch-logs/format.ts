import type { EpochRecord } from '../state.js'

/** What is written of an epoch. */
export interface EpochEntry {
  readonly record: EpochRecord
  readonly time: Date
  /** Absent where the epoch is taken from a checkpoint. */
  readonly examplesPerSecond?: number
}

/** What stays of a file: so many bytes, up to the end of the record of this epoch; 0 and 0 where nothing does. */
export interface Kept {
  readonly length: number
  readonly epoch: number
}

/** A file that holds something of each epoch, beside log.jsonl. */
export interface EpochLogFormat {
  /** Where it lies in the run's folder. */
  readonly path: readonly string[]
  /** What it begins with. */
  begin(time: Date): Uint8Array
  /** An epoch, where there is anything to write of it. */
  encode(entry: EpochEntry): Uint8Array | undefined
  /** What stays of a file when a run goes on that has done so many epochs: its whole records up to that epoch. */
  kept(bytes: Uint8Array, epochs: number, file: string): Kept
}
