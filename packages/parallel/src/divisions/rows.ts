import {
  type Minibatch,
  overlap,
  prefersUnsorted,
  type Range,
  type Slice,
  type Sorted,
  type Workspace,
} from '@antigrad/core/internal'
import { Claims } from './claims.js'
import { litShares, rowCosts, stepMultiplications } from './costs.js'
import type { DividedStep, Division, Session } from './division.js'
import { cut, piecesOf, shardOf, sortedBy, stageTogether, updateSlices } from './pieces.js'
import { allocateScratches } from './units.js'

/** Who does what where a minibatch is divided by rows. */
export interface RowsPlan {
  /** Pieces of each worker in a phase: see claims.ts. */
  readonly pieces: number
  /** What each piece updates, the pieces of each worker together: rows of weights. */
  readonly slices: readonly Slice[]
  /** [workers]: the inputs for which each sorts a minibatch, those of its pieces; empty where it is not sorted. */
  readonly sorted: readonly Range[]
}

/**
 * Shards of the minibatch, then slices of the parameters. It suits every network.
 *
 * The gradient is that of the whole minibatch, in the order of the examples, and is not stored: every sum is that of one
 * thread, whoever computes which piece.
 */
export const rows: Division<RowsPlan> = {
  name: 'rows',
  strategy: 'slices',
  suits: () => true,
  allocate: allocateScratches,
  plan(workspace: Workspace, workers: number): RowsPlan {
    const { architecture, plan } = workspace
    const { layers, sizes } = architecture
    const lit = litShares(workspace)
    const pieces = piecesOf(stepMultiplications(workspace, lit), workers)
    const ranges = cut(rowCosts(workspace, lit), workers * pieces)
    const slices = ranges.map(
      (range): Slice =>
        layers.map(({ inputs, outputs, firstRow }) => {
          const { first, last } = overlap(range, { first: firstRow, last: firstRow + inputs + 1 })
          return {
            rows: { first: first - firstRow, last: last - firstRow },
            units: { first: 0, last: outputs },
          }
        }),
    )
    const sorted = Array.from({ length: workers }, (_, rank): Range => {
      const own = ranges.slice(rank * pieces, (rank + 1) * pieces)
      const range = { first: own[0].first, last: own[pieces - 1].last }
      return overlap(range, { first: 0, last: sizes[0] })
    })
    return { pieces, slices, sorted: prefersUnsorted(plan.batchSize, sizes[1]) ? [] : sorted }
  },
  open: (session: Session, plan: RowsPlan) => new RowsStep(session, plan),
}

/**
 * Two phases, each in pieces, a barrier after each:
 *
 *     all layers, deltas | update
 *
 * Where a sparse minibatch is sorted, each worker sorts its inputs before all else.
 */
class RowsStep implements DividedStep {
  readonly #session: Session
  readonly #plan: RowsPlan
  readonly #claims: Claims
  readonly #sorted: readonly Sorted[]
  /** Whether one worker computes all rows at once, and sorts them on the way. */
  readonly #sortsForward: boolean

  constructor(session: Session, plan: RowsPlan) {
    const { words, rank, workers, goOn } = session
    this.#session = session
    this.#plan = plan
    this.#claims = new Claims(words, rank, workers, plan.pieces, goOn)
    this.#sorted = sortedBy(session, plan.sorted)
    this.#sortsForward = plan.slices.length === 1 && plan.sorted.length > 0
  }

  begin(): void {
    this.#claims.begin()
  }

  step(minibatch: Minibatch): boolean {
    const { computation, steps, enter, cross, diverged } = this.#session
    steps.begin(minibatch)
    if (steps.stages) stageTogether(this.#session, minibatch)
    enter('forward')
    if (!this.#sortsForward) computation.sort(minibatch, 0, minibatch.count, this.#sorted)
    this.#deltas(minibatch)
    cross()
    if (diverged()) return false
    enter('update')
    updateSlices(this.#session, this.#claims, minibatch, this.#plan.slices, this.#sorted)
    cross()
    return true
  }

  #deltas(minibatch: Minibatch): void {
    const { workspace, computation, diverge } = this.#session
    const { train } = workspace
    const claims = this.#claims
    computation.transpose()
    for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
      const { from, to } = shardOf(piece, this.#plan.slices.length, minibatch.count)
      computation.forward(train, minibatch, from, to, this.#sortsForward)
      if (!Number.isFinite(computation.compare(train, minibatch, from, to))) diverge()
      computation.backward(from, to)
    }
  }
}
