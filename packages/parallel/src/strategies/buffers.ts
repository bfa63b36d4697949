import {
  type Minibatch,
  type Slice,
  type Sorted,
  setSgd,
  stepRate,
  wholeSlice,
  wholeSorted,
} from '@antigrad/core/internal'
import { shardOf } from '../division.js'
import type { Session, Strategy } from './strategy.js'

/**
 * Each worker sums the gradient of its shard in a buffer of its own; then each sums one slice of all these
 * buffers in rank order and takes the step on it. Bits repeat for the same number of workers.
 */
export class Buffers implements Strategy {
  readonly #session: Session
  readonly #whole: Slice
  readonly #sorted: readonly Sorted[]
  /** [workers]: the gradient of each, in rank order. The first takes the sum. */
  readonly #gradients: readonly Float32Array[]
  /** The worker's range of the flat buffers, in floats. */
  readonly #range: { first: number; last: number }

  constructor(session: Session) {
    this.#session = session
    const { architecture } = session.workspace
    this.#gradients = session.workspace.workers.map((worker) => worker.gradient)
    this.#whole = wholeSlice(architecture)
    const shard = Math.ceil(session.workspace.plan.batchSize / session.workers)
    this.#sorted = wholeSorted(architecture, shard, session.rank)
    const { from, to } = shardOf(session.rank, session.workers, Math.ceil(architecture.length / 16))
    this.#range = { first: from * 16, last: Math.min(architecture.length, to * 16) }
  }

  step(minibatch: Minibatch): boolean {
    const { workspace, kernels, computation, rank, workers, enter, meet } = this.#session
    const { parameters } = workspace
    const { from, to } = shardOf(rank, workers, minibatch.count)
    const gradients = this.#gradients
    const sum = gradients[0]

    enter('forward')
    computation.forward(workspace.train, minibatch, from, to, this.#sorted.length > 0)
    const loss = computation.compare(workspace.train, minibatch, from, to)
    if (!Number.isFinite(loss)) this.#session.diverge()
    computation.transpose()
    computation.backward(from, to)
    enter('gradient')
    computation.gradient(minibatch, from, to, this.#whole, this.#sorted)
    meet()
    if (this.#session.diverged()) return false

    enter('sum')
    kernels.sum(gradients, sum, this.#range)
    enter('update')
    const { update } = workspace.workers[rank]
    setSgd(update, stepRate(this.#session.learningRate, minibatch.count))
    kernels.descend(parameters, sum, this.#range, update)
    meet()
    return true
  }
}
