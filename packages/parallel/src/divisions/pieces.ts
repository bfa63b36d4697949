import {
  type Minibatch,
  overlap,
  prefersUnsorted,
  type Range,
  type Slice,
  type Sorted,
  type Workspace,
} from '@antigrad/core/internal'
import type { Claims } from './claims.js'
import { total } from './costs.js'
import type { Session } from './division.js'

/** Multiplications of a piece that are worth the fraction of a microsecond it takes to claim it. */
const SMALLEST_PIECE = 100_000

/** Multiplications of a piece at most: about a second. After each piece a worker shows that it lives. */
export const LARGEST_PIECE = 4e9

/** With more, each reads its weights into the first-level cache again, and nobody waits less. */
export const MOST_PIECES = 4

/** The rows of a minibatch of `count` that are the shard of `rank`: as even as whole rows allow. */
export function shardOf(rank: number, workers: number, count: number): { from: number; to: number } {
  return { from: Math.floor((rank * count) / workers), to: Math.floor(((rank + 1) * count) / workers) }
}

/** The pieces of each of `workers` in a step of so many multiplications. */
export function piecesOf(multiplications: number, workers: number): number {
  const each = multiplications / workers
  const worthIt = workers === 1 ? 1 : Math.min(MOST_PIECES, Math.floor(each / SMALLEST_PIECE))
  return Math.max(1, worthIt, Math.ceil(each / LARGEST_PIECE))
}

/** Ends each of `parts` ranges where the running sum comes nearest to its part of the whole. */
export function cut(cost: Float64Array, parts: number): Range[] {
  const whole = total(cost)
  const ranges: Range[] = []
  let row = 0
  let sum = 0
  for (let part = 0; part < parts; part++) {
    const first = row
    const goal = ((part + 1) * whole) / parts
    while (row < cost.length && (part === parts - 1 || sum + cost[row] / 2 < goal)) sum += cost[row++]
    ranges.push({ first, last: row })
  }
  return ranges
}

/**
 * The inputs of a sparse minibatch that each worker sorts, those of its pieces; none where it is not sorted.
 * @param ranges rows of the parameters, the first layer's first, of each piece, the pieces of each worker together
 */
export function inputsToSort(
  ranges: readonly Range[],
  pieces: number,
  { architecture: { sizes }, plan }: Workspace,
): readonly Range[] {
  if (prefersUnsorted(plan.batchSize, sizes[1])) return []
  return Array.from({ length: ranges.length / pieces }, (_, rank) => {
    const own = ranges.slice(rank * pieces, (rank + 1) * pieces)
    return overlap({ first: own[0].first, last: own[pieces - 1].last }, { first: 0, last: sizes[0] })
  })
}

/** Where the inputs are sorted that each worker sorts. */
export function sortedBy(session: Session, inputs: readonly Range[]): readonly Sorted[] {
  return inputs.map((range, rank) => ({ columns: session.memory.scratches[rank].columns, inputs: range }))
}

/**
 * What a step sees of a minibatch, each worker its shard of the rows, before any row is computed.
 * @param rows all of them unless said otherwise
 */
export function stageTogether(
  { steps, rank, workers, cross }: Session,
  minibatch: Minibatch,
  { first, last }: Range = { first: 0, last: minibatch.count },
): void {
  const { from, to } = shardOf(rank, workers, last - first)
  steps.stage(minibatch, first + from, first + to)
  cross()
}

/** How rows are divided among workers. */
export interface Shards {
  readonly count: number
  /** Whether one worker computes all rows at once, and sorts them on the way. */
  readonly sorts: boolean
}

/** All layers forward, compared and back, for the shards of `rows` that this worker claims. */
export function computeDeltas(
  { workspace, computation, diverge }: Session,
  claims: Claims,
  minibatch: Minibatch,
  rows: Range,
  { count, sorts }: Shards,
): void {
  computation.transpose()
  for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
    const shard = shardOf(piece, count, rows.last - rows.first)
    const [from, to] = [rows.first + shard.from, rows.first + shard.to]
    if (from >= to) continue
    computation.forward(workspace.train, minibatch, from, to, sorts)
    if (!Number.isFinite(computation.compare(workspace.train, minibatch, from, to))) diverge()
    computation.backward(from, to)
  }
}

/**
 * The gradient of the whole minibatch and the update by it, for the slices that this worker claims. Where the gradient is
 * clipped, all of it is summed before any weight is updated: two barriers more.
 */
export function updateSlices(
  session: Session,
  claims: Claims,
  minibatch: Minibatch,
  slices: readonly Slice[],
  sorted: readonly Sorted[],
): void {
  const { computation, steps } = session
  const { count } = minibatch
  if (!steps.clips) {
    for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
      computation.descend(minibatch, 0, count, slices[piece], sorted)
    }
    return
  }
  for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
    computation.storeGradient(minibatch, 0, count, slices[piece], sorted)
  }
  clipTogether(session)
  for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
    computation.applyGradient(slices[piece])
  }
}

/** The norm of the stored gradient: each worker sums the squares of some blocks, and all add up the same sums. */
export function clipTogether({ workspace, computation, steps, rank, workers, cross }: Session): void {
  cross()
  const { from, to } = shardOf(rank, workers, workspace.squares.length)
  computation.sumSquares({ first: from, last: to })
  cross()
  steps.clip()
}
