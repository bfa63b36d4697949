import type { PaceCommand } from '../../training/pace.js'
import type { Trouble } from '../../training/trouble.js'
import type { RunSettings } from './run-settings.js'

/** What the page tells the training worker. */
export type ToWorker =
  /** Begins a network and takes so many steps at once. */
  | {
      readonly type: 'begin'
      /** Counts them, so that news of a network before can be told apart. */
      readonly order: number
      readonly settings: RunSettings
      readonly steps: number
    }
  | PaceCommand
  /** The page has drawn the last snapshot, and wants more. */
  | { readonly type: 'seen' }

/** How well a network does on a part of the points. */
export interface Score {
  /** Mean of ε. */
  readonly loss: number
  readonly accuracy: number
}

/** How well a network does on its way. */
export interface Moment {
  /** Steps since it began, and how many an epoch has. */
  readonly steps: number
  readonly stepsPerEpoch: number
  readonly train: Score
  readonly test: Score
}

/** The network itself. */
export interface Snapshot extends Moment {
  readonly parameters: Float32Array
}

/** What the training worker tells the page. */
export type FromWorker =
  | {
      readonly type: 'snapshot'
      readonly order: number
      readonly snapshot: Snapshot
      /** Moments on the way there that were not told yet: of steps that were taken at once. */
      readonly before: readonly Moment[]
    }
  | { readonly type: 'rested'; readonly number: number }
  | { readonly type: 'failed'; readonly order: number; readonly trouble: Trouble }
