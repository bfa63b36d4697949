import {
  type EpochResult,
  type Evaluation,
  type Network,
  type SplitDataset,
  Trainer,
  type TrainingOptions,
} from '@antigrad/core'
import { ParallelTrainer } from '@antigrad/parallel'
import { breathe } from '../../training/breathe.js'

/** A run of training that can be watched: on this thread or on several, with the same bits. */
export interface Learner {
  /**
   * Trains for about as long as one may wait for news, at most to the end of the epoch.
   * @returns what the epoch was like, once it has ended
   */
  advance(): Promise<EpochResult | undefined>
  /** Examples of this epoch that are done. */
  readonly done: number
  /** The network as it is now: a copy. */
  readonly network: Network
  evaluate(): Promise<Evaluation>
  close(): Promise<void>
}

type Settings = Omit<TrainingOptions, 'dataset'>

/** @param threads more than 1 only where the page is cross-origin isolated */
export function startLearner(settings: Settings, dataset: SplitDataset, threads: number): Promise<Learner> {
  return threads > 1 ? onSeveralThreads(settings, dataset, threads) : onThisThread(settings, dataset)
}

/** Milliseconds of steps between two looks at the messages. */
const SLICE = 8

/** Steps between two looks at the clock. */
const STEPS = 10

async function onThisThread(settings: Settings, dataset: SplitDataset): Promise<Learner> {
  const trainer = new Trainer({ ...settings, dataset })
  let left = false
  let done = 0
  return {
    async advance() {
      await breathe()
      if (!left) {
        trainer.beginEpoch()
        done = 0
        left = true
      }
      const end = performance.now() + SLICE
      while (left && performance.now() < end) {
        left = trainer.steps(STEPS)
        done = Math.min(dataset.train.count, done + STEPS * settings.batchSize)
      }
      return left ? undefined : trainer.result
    },
    get done() {
      return done
    },
    get network() {
      return trainer.network
    },
    evaluate: async () => trainer.evaluate(),
    async close() {
      // Nothing is open.
    },
  }
}

/** Milliseconds after which several threads pause, so that they can be asked how well they do. */
const PAUSE = 60

async function onSeveralThreads(
  settings: Settings,
  dataset: SplitDataset,
  threads: number,
): Promise<Learner> {
  const trainer = await ParallelTrainer.start({ ...settings, dataset, workers: threads })
  return {
    async advance() {
      const pause = setTimeout(() => trainer.pause(), PAUSE)
      const result = await trainer.epoch()
      clearTimeout(pause)
      return result
    },
    get done() {
      return trainer.position.done
    },
    get network() {
      return trainer.network
    },
    evaluate: () => trainer.evaluate(),
    close: () => trainer.close(),
  }
}
