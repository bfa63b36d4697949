import type { SplitDataset } from '../dataset.js'
import { allFinite } from '../engine/all-finite.js'
import { step, stepRate } from '../engine/computation.js'
import { createEngine, type Engine } from '../engine/engine.js'
import { planExamples, storeExamples } from '../engine/examples.js'
import type { Kernels } from '../engine/kernels/kernels.js'
import { allocateSingleThread, type Workspace, type WorkspacePlan } from '../engine/workspace.js'
import { Diverged, UsageError } from '../errors.js'
import { fillInitialParameters } from '../network/initial-parameters.js'
import { Network } from '../network/network.js'
import { Orders } from '../random.js'
import { countCorrect, type Evaluation, meanLoss, scorePredictions } from './evaluation.js'

/** What to train, and how. */
export interface TrainingOptions {
  readonly dataset: SplitDataset
  /** Units of the hidden layers: `[128, 64]`. */
  readonly hidden: readonly number[]
  /** Examples of a step, at least 1; at most those of the training part count. */
  readonly batchSize: number
  /** η > 0. */
  readonly learningRate: number
  /** Decides the initial weights and the order of every epoch. */
  readonly seed: number
  /** Parameters to go on from, instead of initial ones. */
  readonly parameters?: Float32Array
  /** `simd` wherever it exists, unless said otherwise. */
  readonly kernels?: Kernels['name']
}

/** What an epoch was like, measured while it was trained. */
export interface EpochResult {
  /** Counted from 1. */
  readonly epoch: number
  /** Mean of ½‖z − l‖² over the training examples, each as its step met it. */
  readonly loss: number
  /** Right predictions among them; for regression it says nothing. */
  readonly accuracy: number
}

/** Sizes of the network that `options` describe. */
export function networkSizes({ dataset, hidden }: Pick<TrainingOptions, 'dataset' | 'hidden'>): number[] {
  return [dataset.train.inputs, ...hidden, dataset.train.outputs]
}

/**
 * Plans the memory of a run.
 * @throws UsageError for options out of range, BadInput for a dataset whose parts do not fit each other
 */
export function planTraining(options: TrainingOptions): WorkspacePlan {
  const { dataset, batchSize, learningRate } = options
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new UsageError(`batch size: expected a whole number from 1, found ${batchSize}`)
  }
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new UsageError(`learning rate: expected a number above 0, found ${learningRate}`)
  }
  if (stepRate(learningRate, batchSize) === 0) {
    throw new UsageError(
      `learning rate: expected one that is still a float32 when divided by the batch size ${batchSize}, found ${learningRate}`,
    )
  }
  const train = planExamples(dataset.train)
  const test = planExamples(dataset.test, train.form)
  if (test.inputs !== train.inputs || test.outputs !== train.outputs) {
    throw new UsageError(
      `${dataset.test.name}: expected ${train.inputs} inputs and ${train.outputs} outputs as in training, found ${test.inputs} and ${test.outputs}`,
    )
  }
  return {
    sizes: networkSizes(options),
    batchSize: Math.min(batchSize, train.count),
    train,
    test,
  }
}

/** Writes what a run begins with: examples, identity order and parameters. */
export function prepareWorkspace(workspace: Workspace, options: TrainingOptions): void {
  const { architecture, parameters, train, test, identity } = workspace
  storeExamples(train.examples, options.dataset.train)
  storeExamples(test.examples, options.dataset.test)
  for (let n = 0; n < identity.length; n++) identity[n] = n
  if (!options.parameters) fillInitialParameters(architecture, parameters, options.seed)
  else if (options.parameters.length === parameters.length) parameters.set(options.parameters)
  else throw new UsageError(`expected ${parameters.length} parameters, found ${options.parameters.length}`)
}

/** Trains a network on the calling thread: in Node, in a browser, in a worker. */
export class Trainer {
  readonly #options: TrainingOptions
  readonly #engine: Engine
  readonly #workspace: Workspace
  readonly #orders: Orders
  /** The parameters with which the last call of `steps` began: all finite. */
  readonly #before: Float32Array
  #epochs = 0
  /** The example in the epoch's order with which the next step begins. */
  #next = 0

  /** @throws UsageError for options out of range */
  constructor(options: TrainingOptions) {
    const plan = planTraining(options)
    const engine = createEngine((arena) => allocateSingleThread(arena, plan), options.kernels)
    const { workspace } = engine
    prepareWorkspace(workspace, options)
    this.#options = options
    this.#engine = engine
    this.#workspace = workspace
    this.#orders = new Orders(options.seed)
    this.#before = new Float32Array(workspace.parameters.length)
  }

  /** The network as it is now: a copy. */
  get network(): Network {
    return new Network(this.#workspace.architecture, this.#workspace.parameters)
  }

  /**
   * One epoch: every training example once, in the seeded order.
   * @throws Diverged as `steps` does
   */
  epoch(): EpochResult {
    this.beginEpoch()
    while (this.steps(Number.POSITIVE_INFINITY));
    return this.result
  }

  /** What the epoch begun last was like. To be asked when `steps` has left nothing of it. */
  get result(): EpochResult {
    const { losses, predictions, examples } = this.#workspace.train
    return {
      epoch: this.#epochs,
      loss: meanLoss(losses),
      accuracy: countCorrect(predictions, examples.labels) / losses.length,
    }
  }

  /** Begins the next epoch, to be trained by `steps`. Returns its number, from 1. */
  beginEpoch(): number {
    this.#epochs++
    this.#next = 0
    this.#orders.fill(this.#workspace.orders[0], this.#epochs)
    return this.#epochs
  }

  /**
   * At most `most` steps of the epoch.
   * @returns whether any of it is left
   * @throws Diverged as soon as a loss is not finite: the parameters are those before the step. Also when a
   * weight is not finite in the end, which a loss need not show: they are those with which this call began
   */
  steps(most: number): boolean {
    const { train, orders, plan, parameters } = this.#workspace
    const { learningRate } = this.#options
    const { computation, slice, sorted } = this.#engine
    const order = orders[0]
    const first = this.#next
    this.#before.set(parameters)
    for (let done = 0; done < most && this.#next < order.length; done++) {
      const count = Math.min(plan.batchSize, order.length - this.#next)
      const minibatch = { order, first: this.#next, count }
      const loss = step(computation, train, minibatch, slice, sorted, learningRate)
      if (!Number.isFinite(loss)) throw this.#diverged('the loss')
      this.#next += count
    }
    if (!allFinite(parameters)) {
      const error = this.#diverged('a weight')
      parameters.set(this.#before)
      this.#next = first
      throw error
    }
    return this.#next < order.length
  }

  #diverged(what: string): Diverged {
    return new Diverged(
      `epoch ${this.#epochs}, example ${this.#next}: ${what} is not finite; a learning rate below ${this.#options.learningRate} may help`,
    )
  }

  /** How well the network does on the test part. For regression only `loss` says something. */
  evaluate(): Evaluation {
    const { test } = this.#workspace
    this.#engine.computation.computeAll(test)
    return scorePredictions(test.predictions, test.examples.labels, test.losses, test.examples.plan.outputs)
  }
}
