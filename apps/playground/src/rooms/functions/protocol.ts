import type { PaceCommand } from '../../training/pace.js'
import type { Trouble } from '../../training/trouble.js'

/** Samples of the unknown function, in the network's own range. */
export interface Samples {
  /** [count] */
  readonly inputs: Float32Array
  /** [count], in (0, 1) */
  readonly targets: Float32Array
}

/** What the page tells the training worker. */
export type ToWorker =
  /** Trains on these samples from now on, from the parameters given. */
  | {
      readonly type: 'train'
      /** Counts what was sent to be trained on, so that news of what came before can be told apart. */
      readonly order: number
      readonly samples: Samples
      /** What it is tested on; none where there are too few to spare any. */
      readonly unseen: Samples | undefined
      readonly hidden: number
      readonly learningRate: number
      readonly seed: number
      /** The network to go on from. */
      readonly parameters: Float32Array
      /** Whether it is at its beginning: steps are counted from here. */
      readonly anew: boolean
    }
  | PaceCommand
  /** The page has drawn the last snapshot, and wants more. */
  | { readonly type: 'seen' }

/** What the training worker tells the page. */
export type FromWorker =
  | {
      readonly type: 'snapshot'
      /** Of the `train` that it comes from. */
      readonly order: number
      /** Steps since the network began. */
      readonly steps: number
      /** Mean of ½(z − l)² over the samples. */
      readonly loss: number
      /** The same over the unseen ones, where there are any. */
      readonly unseenLoss: number | undefined
      readonly parameters: Float32Array
    }
  | { readonly type: 'rested'; readonly number: number }
  | { readonly type: 'failed'; readonly trouble: Trouble }
