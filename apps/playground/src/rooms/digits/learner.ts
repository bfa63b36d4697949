import {
  type EpochResult,
  type Evaluation,
  type Network,
  type SplitDataset,
  Trainer,
  type TrainingOptions,
} from '@antigrad/core'
import { ParallelTrainer } from '@antigrad/parallel'

/** A run of training that can be watched: on this thread or on several, with the same bits. */
export interface Learner {
  /**
   * Takes at least one step and at most `most`, none of the next epoch, for about as long as one may wait for news.
   * @returns what the epoch was like, once it has ended
   */
  advance(most: number): Promise<EpochResult | undefined>
  /** Examples of this epoch that are done; 0 between epochs. */
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

/** Steps between two looks at the clock. */
const STEPS = 10

async function onThisThread(settings: Settings, dataset: SplitDataset): Promise<Learner> {
  const trainer = new Trainer({ ...settings, dataset })
  let left = false
  let done = 0
  return {
    async advance(most) {
      if (!left) trainer.beginEpoch()
      const steps = Math.min(STEPS, most)
      left = trainer.steps(steps)
      done = left ? done + steps * settings.batchSize : 0
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
    async advance(most) {
      if (Number.isFinite(most)) return severalSteps(trainer, most)
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

/** One step after the other: a pause that is asked for beforehand comes after the first. */
async function severalSteps(trainer: ParallelTrainer, most: number): Promise<EpochResult | undefined> {
  for (let step = 0; step < most; step++) {
    trainer.pause()
    const result = await trainer.epoch()
    if (result) return result
  }
  return undefined
}
