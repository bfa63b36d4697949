import type { Evaluation } from '@antigrad/core'
import type { Ailment } from '@antigrad/core/internal'
import type { PaceCommand } from '../../training/pace.js'
import type { Trouble } from '../../training/trouble.js'
import type { LabelledImages } from './packed.js'

/** What a run of training is decided by. The same settings give the same bits, here and in Node. */
export interface RunSettings {
  readonly hidden: readonly number[]
  readonly batchSize: number
  readonly learningRate: number
  readonly seed: number
  /** After which the run ends. */
  readonly epochs: number
}

/** What the page tells the training worker. */
export type ToWorker =
  /** Opens the digits. To be sent once, first. */
  | { readonly type: 'open'; readonly url: string }
  /** Asks for the digits of the split that a seed makes. */
  | { readonly type: 'show'; readonly seed: number }
  /** Opens a run, which rests until a pace is set; one that is under way is given up. */
  | { readonly type: 'start'; readonly settings: RunSettings; readonly threads: number }
  | PaceCommand
  | { readonly type: 'stop' }
  /** The page has drawn the last progress, and wants more. */
  | { readonly type: 'seen' }

/** Where a run stands. */
export interface Progress {
  /** Epochs that are done; whole at the end of one, in between the part done counts too. */
  readonly epochs: number
  readonly examplesPerSecond: number
  readonly sizes: readonly number[]
  /** The flat parameters, a copy. */
  readonly parameters: Float32Array
  /** On the test part, now. */
  readonly evaluation: Evaluation
}

/** What the training worker tells the page. */
export type FromWorker =
  | {
      readonly type: 'digits'
      readonly seed: number
      /** All that the network is tested on. */
      readonly test: LabelledImages
      /** Some of those that it learns from. */
      readonly some: LabelledImages
    }
  | { readonly type: 'progress'; readonly progress: Progress }
  | {
      readonly type: 'epoch'
      readonly epoch: number
      readonly loss: number
      readonly accuracy: number
      /** What keeps it from learning. */
      readonly ailments: readonly Ailment[]
      /** `sha256:…` of the weights, where the browser computes it. */
      readonly hash: string | undefined
      readonly progress: Progress
    }
  | { readonly type: 'rested'; readonly number: number }
  | { readonly type: 'finished' }
  | { readonly type: 'failed'; readonly trouble: Trouble }
