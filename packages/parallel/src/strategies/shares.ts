import {
  Computation,
  type Matrix,
  type Minibatch,
  returnShare,
  type Share,
  type Sorted,
  stepRate,
  takeShare,
  wholeSorted,
} from '@antigrad/core/internal'
import { shardOf } from '../division.js'
import type { Session, Strategy } from './strategy.js'

/**
 * The strategy `slices` for a network of two layers, of which each worker trains a share (core's share.ts): some units
 * of the first layer and what their activations meet in the second. A step is two phases, and the workers meet once:
 *
 *     own units, their sums for the second layer | outputs, deltas and update of the share
 *
 * What travels are the sums, rows × outputs from each worker. Everybody adds up all of them, in the pairs of `blocksOf`,
 * and so has the outputs of all rows; whatever else a worker reads and writes is its own. So it begins the next step
 * while others update. They come to the next meeting behind their update: two turns of sums are enough.
 */
export class Shares implements Strategy {
  readonly #session: Session
  readonly #share: Share
  /** Of the share. */
  readonly #computation: Computation
  /** By turns [workers]: the sum of each share, rows × outputs. */
  readonly #sums: readonly (readonly Matrix[])[]
  /** All inputs, by the worker itself, or none. */
  readonly #sorted: readonly Sorted[]
  #steps = 0

  constructor(session: Session) {
    const { workspace, kernels, workers, rank, shares } = session
    const share = shares[rank]
    const each = share.workspace.sums[0].length
    this.#session = session
    this.#share = share
    this.#computation = new Computation(share.workspace, kernels, rank)
    this.#sums = workspace.sums.map((turn) =>
      Array.from({ length: workers }, (_, other) => turn[other * each]),
    )
    this.#sorted = wholeSorted(share.workspace.architecture, workspace.plan.batchSize, rank)
  }

  begin(): void {
    takeShare(this.#session.workspace, this.#share)
  }

  end(): void {
    returnShare(this.#session.workspace, this.#share)
  }

  step(minibatch: Minibatch): boolean {
    const { workspace, rank, workers, learningRate, enter, meet, diverge } = this.#session
    const computation = this.#computation
    const { train } = workspace
    const { count } = minibatch
    const turn = this.#steps++ % 2

    enter('forward')
    this.#sumShare(minibatch, turn)
    meet()

    enter('forward')
    computation.addBlocks(this.#sums[turn], 0, count)
    const shard = shardOf(rank, workers, count)
    const loss = computation.compare(train, minibatch, 0, count, { first: shard.from, last: shard.to })
    // All have the outputs of all rows, so all of them leave here or nobody does.
    if (!Number.isFinite(loss)) {
      diverge()
      return false
    }
    computation.transpose()
    computation.backward(0, count)
    enter('update')
    computation.descend(minibatch, 0, count, this.#share.slice, this.#sorted, stepRate(learningRate, count))
    return true
  }

  /** The share's units, and the sum of its blocks, in pairs, in the place of the first of them. */
  #sumShare(minibatch: Minibatch, turn: number): void {
    const { workspace, kernels } = this.#session
    const { count } = minibatch
    const { architecture, sums } = this.#share.workspace
    const own = sums[turn]
    const units = { first: 0, last: architecture.sizes[1] }
    this.#computation.forwardFirst(workspace.train, minibatch, 0, count, units, this.#sorted.length > 0)
    this.#computation.sumBlocks(turn, 0, count)
    if (own.length > 1) kernels.pairwiseSum(own, own[0], { rows: { first: 0, last: count } })
  }
}
