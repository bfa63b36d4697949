import { type Minibatch, stepRate } from '@antigrad/core'
import { shardOf } from '../shares.js'
import type { Session, Strategy } from './strategy.js'

/**
 * Forward and deltas for the worker's shard; then the gradient of the whole minibatch for its slice of the
 * parameters, in the order of the examples, and the step on it. No gradient is stored, every sum has the
 * order of one thread, and so the bits are those of one thread.
 */
export class Slices implements Strategy {
  readonly #session: Session

  constructor(session: Session) {
    this.#session = session
  }

  step(minibatch: Minibatch): boolean {
    const { workspace, computation, barrier, rank, workers, slices, enter } = this.#session
    const { from, to } = shardOf(rank, workers, minibatch.count)
    const slice = slices[rank]

    enter('forward')
    computation.forward(workspace.train, minibatch, from, to)
    const loss = computation.compare(workspace.train, minibatch, from, to)
    if (!Number.isFinite(loss)) this.#session.diverge()
    computation.backward(from, to)

    const deltas = barrier.arrive()
    // Who would wait sorts what it needs next: it depends on the examples alone.
    enter('gradient')
    computation.sort(minibatch, 0, minibatch.count, slice)
    enter('barrier')
    barrier.wait(deltas)
    if (this.#session.diverged()) return false

    enter('update')
    computation.descend(0, minibatch.count, slice, stepRate(this.#session.learningRate, minibatch.count))
    const step = barrier.arrive()
    enter('barrier')
    barrier.wait(step)
    return true
  }
}
