import type { PaceCommand } from '../../training/pace.js'
import type { Trouble } from '../../training/trouble.js'

/** What a run on the digits is decided by. */
export interface RunSettings {
  readonly batchSize: number
  readonly learningRate: number
  /** μ; 0 is plain gradient descent. */
  readonly momentum: number
}

export type ToWorker =
  | { readonly type: 'open'; readonly url: string }
  /** Begins a run. It rests until a pace is set. */
  | { readonly type: 'begin'; readonly settings: RunSettings; readonly order: number }
  | PaceCommand

/** How a run stands. */
export interface Snapshot {
  readonly type: 'snapshot'
  readonly order: number
  readonly steps: number
  /** Epochs that are done, parts of them too. */
  readonly epochs: number
  /** The flat parameters, a copy. */
  readonly parameters: Float32Array
  /** Whether an epoch ended here, so that it is a point of the curve. */
  readonly ended: boolean
  /** The mean loss over the epoch so far, as each example met it; NaN before the first. */
  readonly trainLoss: number
  readonly testLoss: number
  /** Of the test digits, the part read correctly. */
  readonly accuracy: number
}

export type FromWorker =
  /** A few test digits to look at: 784 bytes each, and what each is. */
  | { readonly type: 'opened'; readonly images: Uint8Array; readonly labels: Uint32Array }
  | Snapshot
  | { readonly type: 'rested'; readonly number: number }
  | { readonly type: 'failed'; readonly trouble: Trouble }
