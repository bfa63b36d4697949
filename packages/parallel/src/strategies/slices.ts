import { type Minibatch, stepRate } from '@antigrad/core/internal'
import type { Claims } from '../claims.js'
import { type Division, shardOf } from '../division.js'
import type { Session, Strategy } from './strategy.js'

/**
 * Forward and deltas for shards of the minibatch; then the gradient of the whole minibatch for slices of the
 * parameters, in the order of the examples, and the step on them. No gradient is stored, every sum has the order
 * of one thread, and so the bits are those of one thread, whoever computes which piece.
 *
 * A step is two or three phases, each in pieces, with a barrier behind it:
 *
 *     the first layer divided by units   its units | the other layers, deltas | update
 *                        divided by rows         all layers, deltas           | update
 *
 * Behind a small step by units there is no barrier: the next one begins with units that are the worker's own.
 *
 * Where a sparse minibatch is sorted, each worker sorts its inputs, which depends on the examples alone: by units between
 * arriving at the first barrier and waiting there, so that who is early waits less; by rows before all else.
 */
export class Slices implements Strategy {
  readonly #session: Session
  readonly #division: Division
  readonly #claims: Claims
  /** Whether one worker computes the first layer of all rows at once, and sorts them on the way. */
  readonly #sortsForward: boolean

  /** @param claims of the pieces of `division` */
  constructor(session: Session, division: Division, claims: Claims) {
    const { slices, sorted } = division
    this.#session = session
    this.#division = division
    this.#claims = claims
    this.#sortsForward = slices.length === 1 && sorted.length > 0
  }

  step(minibatch: Minibatch): boolean {
    const { computation, enter, meet } = this.#session
    const division = this.#division
    const sort = (): void => {
      if (!this.#sortsForward) computation.sort(minibatch, 0, minibatch.count, division.sorted)
    }
    enter('forward')
    if (division.by === 'units') {
      this.#firstLayer(minibatch)
      meet(sort)
      enter('forward')
    } else sort()
    this.#deltas(minibatch)
    meet()
    if (this.#session.diverged()) return false
    enter('update')
    this.#update(minibatch)
    if (!division.endsApart) meet()
    return true
  }

  /** Of each worker's units, a shard of the rows. */
  #firstLayer(minibatch: Minibatch): void {
    const { workspace, computation } = this.#session
    const { first } = this.#division
    const claims = this.#claims
    for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
      const { units, part, parts } = first[piece]
      const { from, to } = shardOf(part, parts, minibatch.count)
      computation.forwardFirst(workspace.train, minibatch, from, to, units, this.#sortsForward)
    }
  }

  /** The layers that are not computed yet, and the deltas of all. */
  #deltas(minibatch: Minibatch): void {
    const { workspace, computation, diverge } = this.#session
    const { by, slices } = this.#division
    const claims = this.#claims
    const { train } = workspace
    computation.transpose()
    for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
      const { from, to } = shardOf(piece, slices.length, minibatch.count)
      if (by === 'units') computation.forwardRest(from, to)
      else computation.forward(train, minibatch, from, to, this.#sortsForward)
      const loss = computation.compare(train, minibatch, from, to)
      if (!Number.isFinite(loss)) diverge()
      computation.backward(from, to)
    }
  }

  #update(minibatch: Minibatch): void {
    const { computation, learningRate } = this.#session
    const { slices, sorted } = this.#division
    const claims = this.#claims
    const { count } = minibatch
    const rate = stepRate(learningRate, count)
    for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
      computation.descend(minibatch, 0, count, slices[piece], sorted, rate)
    }
  }
}
