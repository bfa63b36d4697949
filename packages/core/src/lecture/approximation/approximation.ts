import type { Dataset } from '../../dataset.js'
import { UsageError } from '../../errors.js'
import { Network } from '../../network/network.js'
import { createRandom, STREAM } from '../../random.js'
import { Trainer } from '../../training/trainer.js'
import { type AffineMap, affineMapOf } from './affine-map.js'
import { type Range, rangeOf, rescale } from './range.js'
import type { Approximant, Samples } from './samples.js'
import { spreadParameters } from './spread.js'

/** How a network is to follow a function. */
export interface ApproximationOptions {
  /** What it learns: at least 2. */
  readonly samples: Samples
  /** Units of the hidden layers, at least one layer. */
  readonly hidden: readonly number[]
  /** η of the first steps; it falls to a tenth by the last. */
  readonly learningRate: number
  readonly batchSize: number
  readonly epochs: number
  readonly seed: number
}

/** The learning rate falls in this many stages, each with a Trainer of its own. */
const STAGES = 60

/** What is left of the learning rate at the end. */
const LAST_RATE = 0.1

/** Inputs become this: both sides of every unit are in reach. */
const INPUTS: Range = { low: -1, high: 1 }

/** Outputs become this: the middle of σ, where it is nearly straight and its derivative nearly its largest. */
const OUTPUTS: Range = { low: 0.25, high: 0.75 }

/**
 * A network that learns an unknown function from samples, stage by stage, so that one can watch.
 *
 * Plain stochastic gradient descent with ε = ½(z − l)². Arguments and values are scaled to the network's
 * range by the training samples alone, and scaled back by `value`. The rate falls, because with a constant
 * one the parameters keep trembling by as much as a step is long; each stage is a Trainer that goes on
 * from the parameters of the one before.
 */
export class Approximation {
  readonly #options: ApproximationOptions
  readonly #inputs: readonly Range[]
  readonly #outputs: Range
  readonly #dataset: Dataset
  readonly #seeds: readonly number[]
  #network: Network
  #stage = 0
  #epoch = 0
  #loss = Number.NaN

  /** @throws UsageError for options out of range */
  constructor(options: ApproximationOptions) {
    const { samples, hidden, epochs, seed } = options
    if (hidden.length === 0)
      throw new UsageError('an approximation takes at least one hidden layer, found none')
    if (samples.count < 2)
      throw new UsageError(`an approximation takes at least 2 samples, found ${samples.count}`)
    if (!Number.isSafeInteger(epochs) || epochs < 1) {
      throw new UsageError(`epochs: expected a whole number from 1, found ${epochs}`)
    }
    const { count, dimensions, outputs } = samples
    this.#options = options
    this.#inputs = Array.from({ length: dimensions }, (_, d) => rangeOf(samples.inputs, d, dimensions))
    this.#outputs = rangeOf(outputs)
    const scaled = samples.inputs.map((input, at) => rescale(input, this.#inputs[at % dimensions], INPUTS))
    this.#dataset = {
      name: `${count} samples`,
      count,
      inputs: dimensions,
      outputs: 1,
      features: Float32Array.from(scaled),
      targets: Float32Array.from(outputs, (output) => rescale(output, this.#outputs, OUTPUTS)),
      classes: [],
    }
    const parameters = spreadParameters({ ...samples, inputs: scaled }, hidden, seed)
    this.#network = new Network(Network.create([dimensions, ...hidden, 1], seed).architecture, parameters)
    const random = createRandom(seed, STREAM.order)
    this.#seeds = Array.from({ length: STAGES }, () => random.integer(2 ** 31))
  }

  /** The network as it is now. It takes arguments in [−1, 1] and gives values in [0.25, 0.75]. */
  get network(): Network {
    return this.#network
  }

  /** How arguments become the network's inputs, and values its outputs, for what keeps both beside the weights. */
  get scaling(): { readonly features: AffineMap; readonly targets: AffineMap } {
    return {
      features: affineMapOf(this.#inputs, INPUTS, 'argument'),
      targets: affineMapOf([this.#outputs], OUTPUTS, 'value'),
    }
  }

  /** Epochs done. */
  get epoch(): number {
    return this.#epoch
  }

  /** The root of the mean squared error over the samples of the last epoch, each as its step met it; in their unit. */
  get trainingError(): number {
    const { low, high } = this.#outputs
    return (Math.sqrt(2 * this.#loss) * (high - low)) / (OUTPUTS.high - OUTPUTS.low)
  }

  /**
   * Trains the next stage.
   * @returns whether any is left
   * @throws Diverged as soon as a loss is not finite
   */
  advance(): boolean {
    const { epochs, hidden, batchSize, learningRate } = this.#options
    while (this.#stage < STAGES) {
      const stage = this.#stage++
      const last = Math.floor((epochs * (stage + 1)) / STAGES)
      if (last === this.#epoch) continue
      const trainer = new Trainer({
        dataset: { train: this.#dataset, test: this.#dataset },
        hidden,
        batchSize,
        learningRate: learningRate * LAST_RATE ** (stage / (STAGES - 1)),
        seed: this.#seeds[stage],
        parameters: this.#network.parameters,
      })
      for (; this.#epoch < last; this.#epoch++) this.#loss = trainer.epoch().loss
      this.#network = trainer.network
      return this.#epoch < epochs
    }
    return false
  }

  /** What the network makes of arguments, in the samples' units. Beyond them it is a guess. */
  readonly value: Approximant = (input) => {
    const scaled = Float32Array.from(this.#inputs, (range, d) => rescale(input[d], range, INPUTS))
    return rescale(this.#network.predict(scaled)[0], OUTPUTS, this.#outputs)
  }
}
