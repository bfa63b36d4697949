import { type Minibatch, type Slice, type Sorted, stepRate } from '@antigrad/core'
import { shardOf } from '../shares.js'
import type { Session, Strategy } from './strategy.js'

/**
 * Forward and deltas for the worker's shard; then the gradient of the whole minibatch for its slice of the
 * parameters, in the order of the examples, and the step on it. No gradient is stored, every sum has the
 * order of one thread, and so the bits are those of one thread.
 *
 * Two barriers a step, wherever the first layer is divided:
 *
 *     by units  first layer, own units, all rows | the rest, own rows · sort | update
 *     by rows   all layers, own rows · sort                                  | update |
 *
 * By units, the next step's first layer may begin while others still update: it reads and writes what is the
 * worker's own, and of the first layer's activations the update reads those of the worker's own units alone.
 */
export class Slices implements Strategy {
  readonly #session: Session
  readonly #slice: Slice
  readonly #sorted: readonly Sorted[]

  constructor(session: Session) {
    const { slices } = session.division
    this.#session = session
    this.#slice = slices[session.rank]
    this.#sorted = slices.map(({ sorted }, rank) => ({ rank, inputs: sorted }))
  }

  step(minibatch: Minibatch): boolean {
    return this.#session.division.by === 'units' ? this.#byUnits(minibatch) : this.#byRows(minibatch)
  }

  #byUnits(minibatch: Minibatch): boolean {
    const { workspace, computation, barrier, rank, workers, enter } = this.#session
    const { count } = minibatch
    const { from, to } = shardOf(rank, workers, count)

    enter('forward')
    computation.forwardFirst(workspace.train, minibatch, 0, count, this.#slice.blocks[0].units)
    const activations = barrier.arrive()
    enter('barrier')
    barrier.wait(activations)

    enter('forward')
    computation.forwardRest(from, to)
    const loss = computation.compare(workspace.train, minibatch, from, to)
    if (!Number.isFinite(loss)) this.#session.diverge()
    computation.backward(from, to)
    enter('gradient')
    computation.sort(minibatch, 0, count, this.#slice.sorted)
    const deltas = barrier.arrive()
    enter('barrier')
    barrier.wait(deltas)
    if (this.#session.diverged()) return false

    this.#update(count)
    return true
  }

  #byRows(minibatch: Minibatch): boolean {
    const { workspace, computation, barrier, rank, workers, enter } = this.#session
    const { count } = minibatch
    const { from, to } = shardOf(rank, workers, count)

    enter('forward')
    computation.forward(workspace.train, minibatch, from, to)
    const loss = computation.compare(workspace.train, minibatch, from, to)
    if (!Number.isFinite(loss)) this.#session.diverge()
    computation.backward(from, to)

    const deltas = barrier.arrive()
    // Who would wait sorts what it needs next: it depends on the examples alone.
    enter('gradient')
    computation.sort(minibatch, 0, count, this.#slice.sorted)
    enter('barrier')
    barrier.wait(deltas)
    if (this.#session.diverged()) return false

    this.#update(count)
    const parameters = barrier.arrive()
    enter('barrier')
    barrier.wait(parameters)
    return true
  }

  #update(count: number): void {
    const { computation, learningRate, enter } = this.#session
    enter('update')
    computation.descend(0, count, this.#slice, this.#sorted, stepRate(learningRate, count))
  }
}
