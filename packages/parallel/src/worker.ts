import {
  Arena,
  bufferOf,
  Computation,
  evaluationRows,
  kernelsOver,
  Orders,
  type Shuffle,
} from '@antigrad/core/internal'
import { Aborted, abort, Barrier } from './barrier.js'
import { Claims } from './claims.js'
import { COMMAND, WORD } from './control.js'
import { shardOf } from './division.js'
import { Gate } from './gate.js'
import { placeRun, type Run } from './place-run.js'
import { Presence } from './presence.js'
import { Buffers } from './strategies/buffers.js'
import { Shares } from './strategies/shares.js'
import { Slices } from './strategies/slices.js'
import type { Session, Strategy } from './strategies/strategy.js'
import type { Probe, WorkerTask } from './task.js'

/** The one long task of a worker: it obeys commands until it is told to quit. */
export async function work(task: WorkerTask): Promise<void> {
  const probe: Probe | undefined = task.probe ? await import(/* @vite-ignore */ task.probe) : undefined
  const run = placeRun(new Arena(bufferOf(task.memory)), task.plan)
  try {
    const worker = new TrainingWorker(task, run, probe)
    worker.obey()
  } catch (error) {
    if (error instanceof Aborted) return
    // The others must not wait for us while the error travels to the main thread.
    abort(run.words)
    // Of all that can be thrown, piscina takes `null` for success and cannot send a function.
    throw error instanceof Error ? error : new Error(String(error))
  }
}

/** Places of the next epoch's order that are found before a waiting worker looks whether it still has to wait. */
const PLACES = 32

class TrainingWorker {
  readonly #words: Int32Array
  readonly #session: Session
  readonly #strategy: Strategy
  readonly #gate: Gate
  readonly #orders: Orders | undefined
  /** The order of the next epoch, of which this worker finds some places whenever it waits. */
  #next: Shuffle | undefined

  constructor(task: WorkerTask, { words, workspace, shares }: Run, probe: Probe | undefined) {
    const { plan, rank } = task
    const kernels = kernelsOver(task.memory, task.kernels, task.module)
    const presence = new Presence(words, rank, probe)
    const barrier = new Barrier(words, plan.workers, task.spins)
    this.#words = words
    this.#orders = task.orderSeed === undefined ? undefined : new Orders(task.orderSeed)
    this.#session = {
      workspace,
      shares,
      kernels,
      computation: new Computation(workspace, kernels, rank),
      rank,
      workers: plan.workers,
      learningRate: task.learningRate,
      enter: (phase) => presence.enter(phase),
      meet: (meanwhile) => {
        const arrived = barrier.arrive()
        meanwhile?.()
        presence.enter('barrier')
        while (barrier.isShut(arrived) && this.#next?.more(PLACES));
        barrier.wait(arrived)
      },
      diverge: () => Atomics.store(words, WORD.diverged, 1),
      diverged: () => Atomics.load(words, WORD.diverged) !== 0,
    }
    this.#strategy = strategyOf(task, this.#session, words, presence)
    this.#gate = new Gate(words, plan.workers)
  }

  obey(): void {
    for (;;) {
      this.#gate.arrive()
      this.#session.enter('gate')
      const command = this.#gate.next()
      if (command === COMMAND.quit) return
      if (command === COMMAND.train) {
        this.#strategy.begin?.()
        this.#train()
        this.#strategy.end?.()
      } else this.#evaluate()
    }
  }

  /** Steps to the end of the epoch, or to a pause that all agree on, or until the loss is not finite. */
  #train(): void {
    const { workspace, rank } = this.#session
    const words = this.#words
    const { batchSize } = workspace.plan
    const epoch = Atomics.load(words, WORD.epoch)
    const order = workspace.orders[epoch % 2]
    // Also behind a pause: meanwhile a seek may have put another order there.
    this.#next = this.#orders?.begin(workspace.orders[(epoch + 1) % 2], epoch + 1)
    let first = Atomics.load(words, WORD.position)
    while (first < order.length) {
      const count = Math.min(batchSize, order.length - first)
      // Worker 0 passes a request on before the step's first barrier, so behind its last one, which may be the
      // same, all know it. It names the place to stop at: a slow worker still at the step before does not take it
      // for its own.
      if (rank === 0 && Atomics.load(words, WORD.request) !== 0)
        Atomics.store(words, WORD.pause, first + count)
      const minibatch = { order, first, count }
      first += count
      if (!this.#strategy.step(minibatch)) return
      if (rank === 0) Atomics.store(words, WORD.position, first)
      if (first < order.length && Atomics.load(words, WORD.pause) === first) return
    }
    this.#next?.more(order.length)
  }

  /** Forward and compare for the worker's part of the test examples, in its own rows of the workspace. */
  #evaluate(): void {
    const { workspace, computation, rank, workers, enter } = this.#session
    const { test, identity } = workspace
    const rows = shardOf(rank, workers, evaluationRows(workspace))
    const examples = shardOf(rank, workers, test.losses.length)
    for (let example = examples.from; example < examples.to; ) {
      enter('evaluate')
      const count = Math.min(rows.to - rows.from, examples.to - example)
      const minibatch = { order: identity, first: example - rows.from, count }
      computation.forward(test, minibatch, rows.from, rows.from + count)
      computation.compare(test, minibatch, rows.from, rows.from + count)
      example += count
    }
  }
}

function strategyOf(task: WorkerTask, session: Session, words: Int32Array, presence: Presence): Strategy {
  const { division, rank, plan } = task
  if (division === 'buffers') return new Buffers(session)
  if (division === 'shares') return new Shares(session)
  const claims = new Claims(words, rank, plan.workers, division.pieces, () => presence.goOn())
  return new Slices(session, division, claims)
}
