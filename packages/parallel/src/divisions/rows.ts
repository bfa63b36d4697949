import {
  type Minibatch,
  overlap,
  type Range,
  type Slice,
  type Sorted,
  type Workspace,
} from '@antigrad/core/internal'
import { Claims } from './claims.js'
import { litShares, rowCosts, stepMultiplications } from './costs.js'
import type { DividedStep, Division, Session } from './division.js'
import {
  computeDeltas,
  cut,
  inputsToSort,
  piecesOf,
  type Shards,
  sortedBy,
  stageTogether,
  updateSlices,
} from './pieces.js'
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
    const { layers } = workspace.architecture
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
    return { pieces, slices, sorted: inputsToSort(ranges, pieces, workspace) }
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
  readonly #shards: Shards

  constructor(session: Session, plan: RowsPlan) {
    const { words, rank, workers, goOn } = session
    this.#session = session
    this.#plan = plan
    this.#claims = new Claims(words, rank, workers, plan.pieces, goOn)
    this.#sorted = sortedBy(session, plan.sorted)
    const count = plan.slices.length
    this.#shards = { count, sorts: count === 1 && plan.sorted.length > 0 }
  }

  begin(): void {
    this.#claims.begin()
  }

  step(minibatch: Minibatch): boolean {
    const { computation, steps, enter, cross, diverged } = this.#session
    steps.begin(minibatch)
    if (steps.stages) stageTogether(this.#session, minibatch)
    enter('forward')
    if (!this.#shards.sorts) computation.sort(minibatch, 0, minibatch.count, this.#sorted)
    const rows = { first: 0, last: minibatch.count }
    computeDeltas(this.#session, this.#claims, minibatch, rows, this.#shards)
    cross()
    if (diverged()) return false
    enter('update')
    updateSlices(this.#session, this.#claims, minibatch, this.#plan.slices, this.#sorted)
    cross()
    return true
  }
}
