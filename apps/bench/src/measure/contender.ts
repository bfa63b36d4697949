import { createHash } from 'node:crypto'
import { type SplitDataset, weightBytes } from '@antigrad/core'
import { ParallelTrainer, type StrategyName } from '@antigrad/parallel'
import type { Scenario } from '../scenario.js'
import { clockOnce } from './clock.js'
import { PhaseClock, PROBE } from './phase-clock.js'
import { medianPhases, type PhaseSeconds } from './phases.js'

/** One way to train a scenario. */
export interface Configuration {
  readonly strategy: StrategyName
  readonly threads: number
}

/** Epochs before the first turn: engines compile, memory is touched, workers wake. */
const WARM_UP = 2

/** A trainer that takes turns with others. Between its turns its workers sleep. */
export class Contender {
  readonly configuration: Configuration
  /** The SHA-256 of the weights after the warm-up, the same epochs for all. */
  readonly weightsHash: string
  /** Examples per second, one a turn. */
  readonly samples: number[] = []
  readonly #phases: PhaseSeconds[] = []
  readonly #trainer: ParallelTrainer
  readonly #clock: PhaseClock
  readonly #examples: number

  private constructor(
    configuration: Configuration,
    trainer: ParallelTrainer,
    clock: PhaseClock,
    examples: number,
  ) {
    this.configuration = configuration
    this.weightsHash = hashOf(trainer)
    this.#trainer = trainer
    this.#clock = clock
    this.#examples = examples
  }

  /** Starts the trainer and warms it up. @throws Diverged where the scenario's learning rate is too large */
  static async start(
    { hidden, batchSize, learningRate, seed }: Scenario,
    dataset: SplitDataset,
    configuration: Configuration,
  ): Promise<Contender> {
    const { strategy, threads: workers } = configuration
    const clock = new PhaseClock(workers)
    const options = { dataset, hidden, batchSize, learningRate, seed, strategy, workers, probe: PROBE }
    const trainer = await ParallelTrainer.start(options)
    try {
      for (let epoch = 0; epoch < WARM_UP; epoch++) await trainer.epoch()
    } catch (error) {
      await trainer.close()
      throw error
    }
    return new Contender(configuration, trainer, clock, dataset.train.count)
  }

  /** Trains one epoch and keeps how fast. */
  async turn(): Promise<void> {
    this.samples.push(this.#examples / (await clockOnce(() => this.#trainer.epoch())))
  }

  /** Trains one epoch and keeps where the time goes: not in a turn, because to look costs time. */
  async look(): Promise<void> {
    this.#clock.start()
    await this.#trainer.epoch()
    this.#phases.push(this.#clock.stop())
  }

  /** Seconds of each phase in an epoch, the mean over the workers: the median of the looks; NaN without any. */
  get phases(): PhaseSeconds {
    return medianPhases(this.#phases)
  }

  close(): Promise<void> {
    return this.#trainer.close()
  }
}

function hashOf(trainer: ParallelTrainer): string {
  const { architecture, parameters } = trainer.network
  return `sha256:${createHash('sha256').update(weightBytes(architecture, parameters)).digest('hex')}`
}
