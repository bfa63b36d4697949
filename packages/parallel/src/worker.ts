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
import { COMMAND, WORD } from './control.js'
import type { DividedStep, Session } from './divisions/division.js'
import { shardOf } from './divisions/pieces.js'
import { divisionNamed } from './divisions/registry.js'
import { Gate } from './gate.js'
import { Presence } from './presence.js'
import { allocateRun, type RunMemory } from './run-memory.js'
import type { Probe, WorkerTask } from './task.js'

/** The one long task of a worker: it obeys commands until it is told to quit. */
export async function work(task: WorkerTask): Promise<void> {
  const probe: Probe | undefined = task.probe ? await import(/* @vite-ignore */ task.probe) : undefined
  const arena = new Arena(bufferOf(task.memory))
  const run = allocateRun(arena, task.plan, divisionNamed(task.division), task.workers)
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

/** Examples of the next epoch's order that are shuffled before a waiting worker looks whether it still has to wait. */
const SHUFFLED = 32

class TrainingWorker {
  readonly #words: Int32Array
  readonly #session: Session
  readonly #divided: DividedStep
  readonly #gate: Gate
  readonly #orders: Orders | undefined
  /** The order of the next epoch, of which this worker shuffles a part whenever it waits. */
  #next: Shuffle | undefined

  constructor(task: WorkerTask, { words, workspace, memory }: RunMemory, probe: Probe | undefined) {
    const { rank, workers } = task
    const kernels = kernelsOver(task.memory, task.kernels, task.module)
    const presence = new Presence(words, rank, probe)
    const barrier = new Barrier(words, workers, task.spins)
    this.#words = words
    this.#orders = task.orderSeed === undefined ? undefined : new Orders(task.orderSeed)
    this.#session = {
      workspace,
      memory,
      kernels,
      computation: new Computation(workspace, kernels, memory.scratches[rank]),
      words,
      rank,
      workers,
      learningRate: task.learningRate,
      enter: (phase) => presence.enter(phase),
      goOn: () => presence.goOn(),
      cross: (meanwhile) => {
        const arrived = barrier.arrive()
        meanwhile?.()
        presence.enter('barrier')
        while (barrier.isShut(arrived) && this.#next?.more(SHUFFLED));
        barrier.wait(arrived)
      },
      diverge: () => Atomics.store(words, WORD.diverged, 1),
      diverged: () => Atomics.load(words, WORD.diverged) !== 0,
    }
    this.#divided = divisionNamed(task.division).open(this.#session, task.divisionPlan)
    this.#gate = new Gate(words, workers)
  }

  obey(): void {
    for (;;) {
      this.#gate.arrive()
      this.#session.enter('gate')
      const command = this.#gate.next()
      if (command === COMMAND.quit) return
      if (command === COMMAND.train) {
        this.#divided.begin?.()
        this.#train()
        this.#divided.end?.()
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
    // Also after a pause: meanwhile a seek may have stored another order there.
    this.#next = this.#orders?.begin(workspace.orders[(epoch + 1) % 2], epoch + 1)
    let first = Atomics.load(words, WORD.position)
    while (first < order.length) {
      const count = Math.min(batchSize, order.length - first)
      // Worker 0 passes a request on before the step's first barrier, so after its last one, which may be the
      // same, all know it. It names the position to stop at: a slow worker still at the step before does not take it
      // for its own.
      if (rank === 0 && Atomics.load(words, WORD.request) !== 0)
        Atomics.store(words, WORD.pause, first + count)
      const minibatch = { order, first, count }
      first += count
      if (!this.#divided.step(minibatch)) return
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
