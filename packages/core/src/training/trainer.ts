import type { AnyFeatures } from '../dataset.js'
import { allFinite } from '../engine/all-finite.js'
import { Computation } from '../engine/computation.js'
import { createEngine, type Engine } from '../engine/engine.js'
import { allocateSingleThread, evaluated, type SingleThread, type Workspace } from '../engine/workspace.js'
import { Diverged } from '../errors.js'
import { Network } from '../network/network.js'
import { Orders } from '../random.js'
import { type Evaluation, epochResult, scorePredictions } from './evaluation.js'
import { recipeOf, type TrainingOptions } from './options.js'
import { Pieces } from './pieces.js'
import { planTraining } from './plan.js'
import { prepareWorkspace } from './prepare.js'
import { RateControl } from './rate-control.js'
import { Snapshot } from './snapshot.js'
import { step } from './step.js'
import { Steps } from './steps.js'
import { type EpochOptions, type EpochResult, Training } from './training.js'

/** Where a run is. */
export interface Progress {
  /** The epoch that is trained, from 1. */
  readonly epoch: number
  /** Examples of it that are done, and all of it. */
  readonly done: number
  readonly count: number
}

/** How long to train, and what to tell. */
export interface TrainOptions extends EpochOptions {
  /** Called after each step. Where it is given, each step makes a copy of the parameters. */
  readonly onStep?: ((progress: Progress) => void) | undefined
}

/**
 * Trains a network on the calling thread: in Node, in a browser, in a worker.
 * @example
 * import { fromRows, Trainer } from 'antigrad'
 *
 * const rows = [0, 1, 2, 3].map((n) => ({ a: n & 1, b: n >> 1, differ: n === 1 || n === 2 ? 'yes' : 'no' }))
 * const dataset = fromRows(rows, { label: 'differ', testFraction: 0 })
 * const trainer = new Trainer({ dataset, hidden: [8], batchSize: 4, learningRate: 5, seed: 1 })
 * for await (const { epoch, loss } of trainer.train({ epochs: 500 })) if (epoch % 100 === 0) console.log(epoch, loss)
 */
export class Trainer {
  readonly #engine: Engine & SingleThread
  readonly #workspace: Workspace
  readonly #steps: Steps
  readonly #evaluation: Computation
  readonly #orders: Orders
  readonly #rate: RateControl
  /** The parameters with which the last call of `steps` began: all finite. */
  readonly #before: Snapshot
  /** What `train` takes at once. */
  readonly #pieces: Pieces
  #epochs = 0
  /** The example in the epoch's order with which the next step begins. */
  #next = 0

  /** @throws UsageError for options out of range */
  constructor(options: TrainingOptions<AnyFeatures>) {
    const plan = planTraining(options)
    const engine = createEngine((arena) => allocateSingleThread(arena, plan), options.kernels)
    const { workspace } = engine
    prepareWorkspace(workspace, options)
    this.#engine = engine
    this.#workspace = workspace
    const { features } = options.dataset.train
    const read = 'read' in features ? features.read : undefined
    this.#steps = new Steps(recipeOf(options), workspace, engine.scratch, read)
    this.#evaluation = new Computation(evaluated(workspace), engine.kernels, engine.scratch)
    this.#orders = new Orders(options.seed)
    this.#rate = new RateControl(workspace, options)
    this.#pieces = new Pieces(workspace.architecture.parameters, plan.batchSize)
    this.#before = new Snapshot(workspace)
  }

  /** The network as it is now: a copy. */
  get network(): Network {
    return new Network(this.#workspace.architecture, this.#workspace.parameters)
  }

  /** The network of the averaged weights: a copy; undefined where no average is kept. */
  get average(): Network | undefined {
    const { architecture, average } = this.#workspace
    return average && new Network(architecture, average.values)
  }

  /** What the update rule keeps of every parameter: copies, for `TrainingOptions.states` of a run that goes on. */
  get states(): Float32Array[] {
    return this.#workspace.states.map(({ values }) => values.slice())
  }

  /** Tells a schedule that follows validation, `plateau`, the losses of all epochs so far: before the next begins. */
  validated(losses: readonly number[]): void {
    this.#rate.validated(losses)
  }

  /** η, what schedules multiply. May be set between epochs. Throws UsageError for a rate out of range. */
  get learningRate(): number {
    return this.#rate.learningRate
  }

  set learningRate(learningRate: number) {
    this.#rate.learningRate = learningRate
  }

  /**
   * Trains some epochs, and lets the thread do other things meanwhile: `for await (const epoch of trainer.train({ epochs: 20
   * }))`, or `await` for all of them. The weights are those of so many calls of `epoch`.
   * @throws UsageError for another number of epochs than a whole one from 0; Diverged as `steps`, the signal's reason where it
   * is aborted: to what awaits or iterates
   */
  train(options: TrainOptions): Training {
    return new Training(() => this.#trainEpoch(options), options)
  }

  async #trainEpoch({ signal, onStep }: TrainOptions): Promise<EpochResult> {
    const { plan, orders } = this.#workspace
    const count = orders[0].length
    // What was stopped on its way goes on.
    if (this.#next === 0 || this.#next === count) this.beginEpoch()
    for (let isLeft = true; isLeft; ) {
      const first = this.#next
      isLeft = this.steps(onStep ? 1 : this.#pieces.steps)
      onStep?.({ epoch: this.#epochs, done: this.#next, count })
      await this.#pieces.count(Math.ceil((this.#next - first) / plan.batchSize))
      if (isLeft && signal?.aborted) throw signal.reason
    }
    return this.result
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
    return epochResult(this.#epochs, this.#workspace.train)
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
    const stepper = { ...this.#engine, steps: this.#steps }
    const order = orders[0]
    const first = this.#next
    this.#before.take()
    for (let done = 0; done < most && this.#next < order.length; done++) {
      const count = Math.min(plan.batchSize, order.length - this.#next)
      const minibatch = { order, first: this.#next, count, epoch: this.#epochs }
      const loss = step(stepper, train, minibatch)
      if (!Number.isFinite(loss)) throw this.#diverged('the loss')
      this.#next += count
    }
    if (!allFinite(parameters)) {
      const error = this.#diverged('a weight')
      this.#before.restore()
      this.#next = first
      throw error
    }
    return this.#next < order.length
  }

  #diverged(what: string): Diverged {
    return new Diverged(
      `epoch ${this.#epochs}, example ${this.#next}: ${what} is not finite; a learning rate below ${this.learningRate} may help`,
    )
  }

  /** How well the network does on the test part, that of the averaged weights where they are kept. For regression only `loss` says something. */
  evaluate(): Evaluation {
    const { test } = this.#workspace
    this.#evaluation.computeAll(test)
    return scorePredictions(test.predictions, test.examples.labels, test.losses, test.examples.plan.outputs)
  }
}
