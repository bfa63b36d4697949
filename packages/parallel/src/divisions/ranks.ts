import type { Minibatch, Range, Slice, Sorted, Workspace } from '@antigrad/core/internal'
import { WORD } from '../control.js'
import type { RankExchange } from '../ranks/rank-exchange.js'
import { Claims } from './claims.js'
import { litShares, rowCosts, stepMultiplications } from './costs.js'
import type { DividedStep, Division, Session } from './division.js'
import {
  clipTogether,
  computeDeltas,
  cut,
  inputsToSort,
  piecesOf,
  type Shards,
  sortedBy,
  stageTogether,
} from './pieces.js'
import { rowsOf, type Subtree, subtreesOf } from './subtrees.js'
import { allocateScratches } from './units.js'

/** Who does what of a rank's part of a step. */
export interface RanksPlan {
  /** Pieces of each worker in a phase: see claims.ts. */
  readonly pieces: number
  /** [layers]: the weights of that layer alone whose gradient each piece sums, the pieces of each worker together. */
  readonly slices: readonly (readonly Slice[])[]
  /** [workers]: the inputs for which each sorts the rank's rows, those of its pieces; empty where they are not sorted. */
  readonly sorted: readonly Range[]
}

/**
 * Where several processes train together: blocks of the minibatch's rows to each rank, and among its workers rows, then
 * slices of one layer's parameters after the other. Each layer's sums are exchanged while the one before it is computed; those
 * of a frozen one never are.
 */
export const ranks: Division<RanksPlan> = {
  name: 'ranks',
  strategy: undefined,
  suits: () => true,
  allocate: allocateScratches,
  plan(workspace: Workspace, workers: number): RanksPlan {
    const { layers } = workspace.architecture
    const lit = litShares(workspace)
    const pieces = piecesOf(stepMultiplications(workspace, lit), workers)
    const costs = rowCosts(workspace, lit)
    const ranges = layers.map(({ inputs, firstRow }) =>
      cut(costs.subarray(firstRow, firstRow + inputs + 1), workers * pieces),
    )
    const slices = layers.map(({ outputs }, l) =>
      ranges[l].map(
        (rows): Slice =>
          layers.map((_, other) =>
            other === l ? { rows, units: { first: 0, last: outputs } } : { rows: NONE, units: NONE },
          ),
      ),
    )
    return { pieces, slices, sorted: inputsToSort(ranges[0], pieces, workspace) }
  },
  open: (session: Session, plan: RanksPlan) => new RanksStep(session, plan),
}

const NONE: Range = { first: 0, last: 0 }

/**
 * Phases in pieces, a barrier after each:
 *
 *     all layers, deltas of the rank's rows | gradient of the last layer | … | of the first | update
 *
 * The gradient of each branch of the sum has a buffer of its own, so nothing is added within a rank. A rank without rows
 * goes through the same phases and takes the others' sums.
 */
class RanksStep implements DividedStep {
  readonly #session: Session
  readonly #plan: RanksPlan
  readonly #claims: Claims
  readonly #exchange: RankExchange
  readonly #sorted: readonly Sorted[]
  readonly #shards: Shards
  /** Of minibatches of the size trained last. */
  #branches: { readonly count: number; readonly subtrees: readonly Subtree[] } | undefined

  constructor(session: Session, plan: RanksPlan) {
    const { words, rank, workers, goOn, exchange } = session
    if (!exchange) throw new Error('expected other ranks to exchange with')
    this.#session = session
    this.#plan = plan
    this.#exchange = exchange
    this.#claims = new Claims(words, rank, workers, plan.pieces, goOn)
    this.#sorted = sortedBy(session, plan.sorted)
    const count = plan.slices[0].length
    this.#shards = { count, sorts: count === 1 && plan.sorted.length > 0 }
  }

  begin(): void {
    this.#claims.begin()
    this.#exchange.begin()
  }

  step(minibatch: Minibatch): boolean {
    const { computation, steps, rank, enter, cross } = this.#session
    const subtrees = this.#subtreesOf(minibatch.count)
    const rows = rowsOf(subtrees)
    steps.begin(minibatch)
    if (steps.stages) stageTogether(this.#session, minibatch, rows)
    enter('forward')
    if (!this.#shards.sorts) computation.sort(minibatch, rows.first, rows.last, this.#sorted)
    computeDeltas(this.#session, this.#claims, minibatch, rows, this.#shards)
    cross()
    if (rank === 0) this.#agree(minibatch)
    this.#gradients(minibatch, subtrees)
    const diverged = this.#agreed(minibatch)
    if (!diverged) this.#update()
    this.#exchange.end()
    cross()
    return !diverged
  }

  #subtreesOf(count: number): readonly Subtree[] {
    const { rank, ranks } = this.#exchange.member
    if (this.#branches?.count !== count) this.#branches = { count, subtrees: subtreesOf(rank, ranks, count) }
    return this.#branches.subtrees
  }

  /** Of each branch, layer by layer: what is summed is handed to the exchange. */
  #gradients(minibatch: Minibatch, subtrees: readonly Subtree[]): void {
    const { computation, rank, enter, cross } = this.#session
    const { branches, layers } = this.#exchange
    const claims = this.#claims
    for (const l of layers) {
      enter('gradient')
      const slices = this.#plan.slices[l]
      for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
        for (const [n, { rows }] of subtrees.entries()) {
          const outs = branches[n].layers
          computation.gradient(minibatch, rows.first, rows.last, slices[piece], this.#sorted, outs)
        }
      }
      cross()
      if (rank === 0) this.#exchange.sum(l, minibatch.count)
    }
  }

  #agree({ first }: Minibatch): void {
    const { words, diverged } = this.#session
    const pause = Atomics.load(words, WORD.request)
    this.#exchange.agree({ position: first, diverged: diverged(), pause, checksum: 0 })
  }

  /** What the ranks have agreed on: whether any loss is not finite; worker 0 has it told where it is asked. */
  #agreed({ first, count }: Minibatch): boolean {
    const { words, rank, diverge } = this.#session
    const { diverged, pause } = this.#exchange.agreement()
    // All layers are waited for: the next request is of the next step.
    if (diverged) this.#exchange.awaitSums()
    if (rank === 0) {
      if (diverged) diverge()
      if (pause > 0) {
        Atomics.store(words, WORD.request, pause)
        Atomics.store(words, WORD.stop, first + count)
      }
    }
    return diverged
  }

  /** Of the worker's own pieces, as the sums arrive. */
  #update(): void {
    const { computation, steps, enter } = this.#session
    if (steps.clips) {
      this.#exchange.awaitSums()
      clipTogether(this.#session)
    }
    for (const l of this.#exchange.layers) {
      this.#exchange.awaitSum(l)
      enter('update')
      for (const slice of this.#own(l)) computation.applyGradient(slice)
    }
  }

  #own(layer: number): readonly Slice[] {
    const { pieces, slices } = this.#plan
    const { rank } = this.#session
    return slices[layer].slice(rank * pieces, (rank + 1) * pieces)
  }
}
