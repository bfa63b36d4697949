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
  /** How many networks are trained side by side, with so many threads each; one unless said otherwise. */
  readonly networks?: number
}

/** Epochs before the first turn: engines compile, memory is touched, workers wake. */
const WARM_UP = 2

/** One network or more in training, in turns with others. Between its turns its workers sleep. */
export class Contender {
  readonly configuration: Configuration
  /** The SHA-256 of the weights after the warm-up, the same epochs for all. */
  readonly weightsHash: string
  /** Examples per second, one a turn. */
  readonly samples: number[] = []
  readonly #phases: PhaseSeconds[] = []
  readonly #trainers: readonly Trainer[]
  /** Of all networks in an epoch. */
  readonly #examples: number

  private constructor(configuration: Configuration, trainers: readonly Trainer[], examples: number) {
    this.configuration = configuration
    this.weightsHash = hashOf(trainers[0].trainer)
    this.#trainers = trainers
    this.#examples = examples
  }

  /** Starts the trainers and warms them up. @throws Diverged where the scenario's learning rate is too large */
  static async start(
    { hidden, batchSize, learningRate, seed }: Scenario,
    dataset: SplitDataset,
    configuration: Configuration,
  ): Promise<Contender> {
    const { strategy, threads: workers, networks = 1 } = configuration
    const options = { dataset, hidden, batchSize, learningRate, seed, strategy, workers, probe: PROBE }
    const trainers: Trainer[] = []
    try {
      while (trainers.length < networks) {
        const clock = new PhaseClock(workers)
        trainers.push({ clock, trainer: await ParallelTrainer.start(options) })
      }
      for (let epoch = 0; epoch < WARM_UP; epoch++) await trainEpoch(trainers)
    } catch (error) {
      await closeAll(trainers)
      throw error
    }
    return new Contender(configuration, trainers, networks * dataset.train.count)
  }

  /** Trains one epoch of each network and keeps how fast. */
  async turn(): Promise<void> {
    this.samples.push(this.#examples / (await clockOnce(() => trainEpoch(this.#trainers))))
  }

  /** Trains one epoch and keeps where the time goes: not in a turn, because to look costs time. */
  async look(): Promise<void> {
    for (const { clock } of this.#trainers) clock.start()
    await trainEpoch(this.#trainers)
    this.#phases.push(...this.#trainers.map(({ clock }) => clock.stop()))
  }

  /** Seconds of each phase in an epoch, the mean over a network's workers: the median of the looks; NaN without any. */
  get phases(): PhaseSeconds {
    return medianPhases(this.#phases)
  }

  close(): Promise<void> {
    return closeAll(this.#trainers)
  }
}

/** A network in training, and the clock of its workers. */
interface Trainer {
  readonly trainer: ParallelTrainer
  readonly clock: PhaseClock
}

/** An epoch of each network, all at once. */
async function trainEpoch(trainers: readonly Trainer[]): Promise<void> {
  await Promise.all(trainers.map(({ trainer }) => trainer.epoch()))
}

async function closeAll(trainers: readonly Trainer[]): Promise<void> {
  await Promise.all(trainers.map(({ trainer }) => trainer.close()))
}

function hashOf(trainer: ParallelTrainer): string {
  const { architecture, parameters } = trainer.network
  return `sha256:${createHash('sha256').update(weightBytes(architecture, parameters)).digest('hex')}`
}
