import { createHash } from 'node:crypto'
import { type SplitDataset, weightBytes } from '@antigrad/core'
import { ParallelTrainer, type StrategyName } from '@antigrad/parallel'
import type { Scenario } from '../scenario.js'
import { clockOnce } from './clock.js'

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
  readonly #trainer: ParallelTrainer
  readonly #examples: number

  private constructor(configuration: Configuration, trainer: ParallelTrainer, examples: number) {
    this.configuration = configuration
    this.weightsHash = hashOf(trainer)
    this.#trainer = trainer
    this.#examples = examples
  }

  /** Starts the trainer and warms it up. */
  static async start(
    scenario: Scenario,
    dataset: SplitDataset,
    configuration: Configuration,
  ): Promise<Contender> {
    const trainer = await startTrainer(scenario, dataset, configuration)
    for (let epoch = 0; epoch < WARM_UP; epoch++) await trainer.epoch()
    return new Contender(configuration, trainer, dataset.train.count)
  }

  /** Trains one epoch and keeps how fast. */
  async turn(): Promise<void> {
    this.samples.push(this.#examples / (await clockOnce(() => this.#trainer.epoch())))
  }

  close(): Promise<void> {
    return this.#trainer.close()
  }
}

/** The trainer of a configuration; with a probe where its URL is given. */
export function startTrainer(
  { hidden, batchSize, learningRate, seed }: Scenario,
  dataset: SplitDataset,
  { strategy, threads }: Configuration,
  probe?: string,
): Promise<ParallelTrainer> {
  const options = { dataset, hidden, batchSize, learningRate, seed, strategy, workers: threads }
  return ParallelTrainer.start(probe === undefined ? options : { ...options, probe })
}

function hashOf(trainer: ParallelTrainer): string {
  const { architecture, parameters } = trainer.network
  return `sha256:${createHash('sha256').update(weightBytes(architecture, parameters)).digest('hex')}`
}
