/// <reference lib="esnext.disposable" preserve="true" />
import {
  type AnyFeatures,
  Diverged,
  type EpochOptions,
  type EpochResult,
  type Evaluation,
  Network,
  Training,
} from '@antigrad/core'
import {
  allFinite,
  epochResult,
  evaluated,
  type Kernels,
  Orders,
  RateControl,
  Snapshot,
  scorePredictions,
  type Workspace,
} from '@antigrad/core/internal'
import { RANKS } from '#ranks'
import { availableParallelism, checkSharing } from '#threads'
import { isAborted } from './barrier.js'
import { COMMAND, WORD } from './control.js'
import { Crew } from './crew.js'
import { type Decision, takeDecisions } from './decisions.js'
import { layOutRun } from './lay-out-run.js'
import type { ParallelOptions } from './parallel-options.js'
import type { CloseExchange, ExchangeSpec } from './ranks/open-exchange.js'

/** Where a run stands: what has to be kept, beside the parameters, to go on from there. */
export interface Position {
  /** The epoch that is being trained, or that comes next, from 1. */
  readonly epoch: number
  /** Examples of it that are done; 0 between epochs. */
  readonly done: number
}

/**
 * Trains a network on worker threads over one shared memory. The weights are, bit for bit, those of core's
 * `Trainer` (with an exact strategy). The main thread never blocks; between `await`s it is free.
 * @example
 * import { fromRows } from 'antigrad'
 * import { ParallelTrainer } from 'antigrad/parallel'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = await ParallelTrainer.start({ dataset, hidden: [8], batchSize: 10, learningRate: 1, seed: 1, workers: 2 })
 * try {
 *   await trainer.train({ epochs: 3 })
 * } finally {
 *   await trainer.close()
 * }
 */
export class ParallelTrainer {
  readonly workers: number
  readonly kernels: Kernels['name']
  readonly #workspace: Workspace
  readonly #orders: Orders
  readonly #words: Int32Array
  readonly #decisions: Int32Array
  readonly #crew: Crew
  /** What is exchanged with other processes, and with whom, where there are any. */
  readonly #exchange: ExchangeSpec | undefined
  /** Once it is open. */
  #closeExchange: CloseExchange | undefined
  /** Whether the next order is made while an epoch is trained. */
  readonly #ordersAhead: boolean
  /** Whether this thread makes it, where a core is left while the workers train; otherwise worker 0 does. */
  readonly #makesNext: boolean
  readonly #rate: RateControl
  /** The parameters with which the last call of `epoch` began: all finite. */
  readonly #before: Snapshot
  #epoch = 1
  /** Why a pause was asked for that has not come yet: the largest reason; 0 where none was. */
  #asked = 0
  #pausedFor = 0
  /** The last epoch whose order is made, by this thread or by worker 0, which has the next at the end of one; 0: none. */
  #ordered = 0

  /**
   * Lays out the memory, starts the workers and waits until they are ready.
   * @throws UsageError for options out of range, before any worker starts; WorkerLost
   */
  static async start(options: ParallelOptions<AnyFeatures>): Promise<ParallelTrainer> {
    const trainer = new ParallelTrainer(options)
    try {
      await Promise.all([trainer.#crew.ready(), trainer.#openExchange()])
    } catch (error) {
      await trainer.close()
      throw error
    }
    return trainer
  }

  private constructor(options: ParallelOptions<AnyFeatures>) {
    checkSharing()
    const { seed, worker, patience = 60 } = options
    const { workers, kernels, workspace, words, decisions, ordersAhead, exchange, taskOf } =
      layOutRun(options)
    this.workers = workers
    this.kernels = kernels
    this.#workspace = workspace
    this.#ordersAhead = ordersAhead
    this.#makesNext = ordersAhead && workers < availableParallelism()
    this.#orders = new Orders(seed)
    this.#words = words
    this.#decisions = decisions
    this.#rate = new RateControl(workspace, options)
    this.#before = new Snapshot(workspace)
    this.#exchange = exchange
    this.#crew = new Crew(words, { workers, patience, worker }, taskOf)
  }

  /** The network as it is now: a copy. To be read between epochs or in a pause. */
  get network(): Network {
    return new Network(this.#workspace.architecture, this.#workspace.parameters)
  }

  /** The network of the averaged weights: a copy; undefined where no average is kept. To be read as `network`. */
  get average(): Network | undefined {
    const { architecture, average } = this.#workspace
    return average && new Network(architecture, average.values)
  }

  /** What the update rule keeps of every parameter: copies. To be read between epochs or in a pause. */
  get states(): Float32Array[] {
    return this.#workspace.states.map(({ values }) => values.slice())
  }

  /** Writes the parameters that are evaluated, averaged ones where they are kept, to a network of the same shape. To be called as `network`. */
  copyParameters(network: Network): void {
    network.parameters.set(evaluated(this.#workspace).parameters)
  }

  /** Where the run stands. While an epoch is trained, `done` grows. */
  get position(): Position {
    return { epoch: this.#epoch, done: Atomics.load(this.#words, WORD.position) }
  }

  /**
   * Goes on from where another run stood, whose parameters come with the options, or from elsewhere in this one. The
   * examples before `done` count in the epoch's result with what `progress` holds of them: write that there too.
   */
  seek(position: Position): void {
    this.#crew.expectIdle()
    this.#epoch = position.epoch
    this.#ordered = 0
    Atomics.store(this.#words, WORD.position, position.done)
  }

  /** Losses and predictions of the epoch so far, by example: what a pause within an epoch has to keep. */
  get progress(): { losses: Float32Array; predictions: Uint32Array } {
    const { losses, predictions } = this.#workspace.train
    return { losses, predictions }
  }

  /** Tells a schedule that follows validation, `plateau`, the losses of all epochs so far: before the next begins. */
  validated(losses: readonly number[]): void {
    this.#crew.expectIdle()
    this.#rate.validated(losses)
  }

  /** η, what schedules multiply. May be set between epochs. Throws UsageError for a rate out of range, and when it is busy. */
  get learningRate(): number {
    return this.#rate.learningRate
  }

  set learningRate(learningRate: number) {
    this.#crew.expectIdle()
    this.#rate.learningRate = learningRate
  }

  /**
   * Trains some epochs: `for await (const epoch of trainer.train({ epochs: 20 }))`, or `await` for all of them.
   * @throws UsageError for another number of epochs than a whole one from 0; to what awaits or iterates what `epoch` throws,
   * and the signal's reason where it is aborted
   */
  train(options: EpochOptions): Training {
    return new Training(() => this.#trainEpoch(options), options)
  }

  async #trainEpoch({ signal }: EpochOptions): Promise<EpochResult> {
    const pause = () => this.pause()
    signal?.addEventListener('abort', pause)
    try {
      for (;;) {
        const result = await this.epoch()
        if (result) return result
        if (signal?.aborted) throw signal.reason
        // A pause that was asked for when the epoch before had just ended.
      }
    } finally {
      signal?.removeEventListener('abort', pause)
    }
  }

  /**
   * Trains to the end of the epoch.
   * @returns what it was like, or undefined where `pause` was asked for: then call it again to go on
   * @throws Diverged when a loss is not finite: the parameters are those before the step. Also when a weight
   * is not finite where the workers stop, which a loss need not show: the parameters are those with which
   * this call began. WorkerLost; Aborted when the run is closed meanwhile; UsageError when it is busy
   */
  async epoch(): Promise<EpochResult | undefined> {
    this.#crew.expectIdle()
    const { parameters, train, orders } = this.#workspace
    const words = this.#words
    const epoch = this.#epoch
    const begun = Atomics.load(words, WORD.position)
    this.#before.take()
    if (this.#ordered < epoch) this.#order(epoch)
    Atomics.store(words, WORD.epoch, epoch)
    Atomics.store(words, WORD.stop, 0)
    Atomics.store(words, WORD.diverged, 0)
    Atomics.store(words, WORD.request, this.#asked)
    const done = this.#crew.command(COMMAND.train)
    if (this.#makesNext && this.#ordered < epoch + 1) this.#order(epoch + 1)
    await done
    this.#pausedFor = this.#exchange ? Atomics.load(words, WORD.agreed) : this.#asked
    const at = Atomics.load(words, WORD.position)
    const finite = allFinite(parameters)
    if (!finite) {
      this.#before.restore()
      Atomics.store(words, WORD.position, begun)
    }
    if (!finite || Atomics.load(words, WORD.diverged) !== 0) {
      throw new Diverged(
        `epoch ${epoch}, example ${at}: ${finite ? 'the loss' : 'a weight'} is not finite; a learning rate below ${this.learningRate} may help`,
      )
    }
    if (at < orders[0].length) {
      if (this.#asked <= this.#pausedFor) this.#asked = 0
      return undefined
    }
    this.#epoch++
    if (this.#ordersAhead) this.#ordered = this.#epoch
    Atomics.store(words, WORD.position, 0)
    return epochResult(epoch, train)
  }

  /**
   * Asks the workers to pause at the end of the current step: `epoch` then returns undefined. Where the epoch
   * ends with that step or no epoch is trained, the next one pauses after its first step. All processes of a group pause
   * where one of them asks.
   * @param reason a whole number from 1: see `pausedFor`
   */
  pause(reason = 1): void {
    this.#asked = Math.max(this.#asked, reason)
    Atomics.store(this.#words, WORD.request, this.#asked)
  }

  /**
   * Why a pause was asked for, as far as all processes of a group know it since the last `epoch` or `evaluate`: the largest
   * reason; 0 where none has asked.
   */
  get pausedFor(): number {
    return this.#pausedFor
  }

  /**
   * What has been decided since the last call on how many workers take part: the first once it is measured, then every
   * change. To be asked between epochs or in a pause.
   */
  takeDecisions(): Decision[] {
    return takeDecisions(this.#decisions)
  }

  /** How well the network does on the test part. For regression only `loss` says something. */
  async evaluate(): Promise<Evaluation> {
    await this.#crew.command(COMMAND.evaluate)
    if (this.#exchange) this.#pausedFor = Atomics.load(this.#words, WORD.agreed)
    const { test } = this.#workspace
    return scorePredictions(test.predictions, test.examples.labels, test.losses, test.examples.plan.outputs)
  }

  /** Ends the workers. Safe to call at any time, and twice. */
  async close(): Promise<void> {
    await this.#crew.close()
    const close = this.#closeExchange
    this.#closeExchange = undefined
    await close?.(isAborted(this.#words))
  }

  /** Ends the workers at the end of a block: `await using trainer = await ParallelTrainer.start(…)`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #openExchange(): Promise<void> {
    const exchange = this.#exchange
    if (exchange) this.#closeExchange = await RANKS?.openExchange(exchange, (error) => this.#crew.fail(error))
  }

  #order(epoch: number): void {
    this.#orders.fill(this.#workspace.orders[epoch % 2], epoch)
    this.#ordered = epoch
  }
}
