import { type Block, overlap, type Range, type Slice, type Workspace } from '@antigrad/core'

/** The rows of a minibatch of `count` that are the shard of `rank`: as even as whole rows allow. */
export function shardOf(rank: number, workers: number, count: number): { from: number; to: number } {
  return { from: Math.floor((rank * count) / workers), to: Math.floor(((rank + 1) * count) / workers) }
}

/** What each worker owns. */
export interface Division {
  /**
   * What the first layer is divided by: each worker computes and owns some units of it for all examples, or
   * computes all of it for its shard and owns some rows.
   */
  readonly by: 'units' | 'rows'
  readonly slices: readonly Slice[]
}

/** Units of a SIMD register, and of a cache line. */
const REGISTER = 4
const LINE = 16

/** Registers a worker needs in the first layer: with fewer, finding an input costs more than multiplying it. */
const LEAST_REGISTERS = 4

/**
 * Divides the parameters among workers, such that the work is even. The division decides speed alone.
 *
 * A sparse first layer of enough units is divided by units: its weights then never leave the core that
 * updates them, and only what a minibatch makes of them travels. Elsewhere rows are divided.
 */
export function divide(workspace: Workspace, workers: number): Division {
  const { architecture, plan } = workspace
  const registers = Math.ceil(architecture.layers[0].outputs / REGISTER)
  return plan.train.form === 'sparse' && registers >= LEAST_REGISTERS * workers
    ? { by: 'units', slices: sliceUnits(workspace, workers) }
    : { by: 'rows', slices: sliceRows(workspace, workers) }
}

/**
 * Units of the first layer; of the second the rows that they feed, so that no worker reads activations which
 * another may already overwrite with the next minibatch's; rows of the others.
 */
function sliceUnits(workspace: Workspace, workers: number): Slice[] {
  const { layers, sizes } = workspace.architecture
  const sorted = cut(sortingCost(workspace), workers)
  return Array.from({ length: workers }, (_, rank) => {
    const units = unitsOf(rank, workers, layers[0].outputs)
    const blocks = layers.map(({ inputs, outputs }, l): Block => {
      if (l === 0) return { rows: { first: 0, last: sizes[0] + 1 }, units }
      const { from, to } = shardOf(rank, workers, inputs + 1)
      const fed = { first: units.first, last: units.last + (rank === workers - 1 ? 1 : 0) }
      return { rows: l === 1 ? fed : { first: from, last: to }, units: { first: 0, last: outputs } }
    })
    return { blocks, sorted: sorted[rank] }
  })
}

/** Whole registers of units, whole cache lines where that stays even. */
function unitsOf(rank: number, workers: number, units: number): Range {
  const grain = units >= 4 * LINE * workers ? LINE : REGISTER
  const { from, to } = shardOf(rank, workers, Math.ceil(units / grain))
  return { first: from * grain, last: Math.min(to * grain, units) }
}

/** Rows of all layers, one after the other. */
function sliceRows(workspace: Workspace, workers: number): Slice[] {
  const { layers, sizes } = workspace.architecture
  return cut(rowCost(workspace), workers).map((range) => {
    const blocks = layers.map(({ inputs, outputs, firstRow }): Block => {
      const rows = overlap(range, { first: firstRow, last: firstRow + inputs + 1 })
      return {
        rows: { first: rows.first - firstRow, last: rows.last - firstRow },
        units: { first: 0, last: outputs },
      }
    })
    return { blocks, sorted: overlap(blocks[0].rows, { first: 0, last: sizes[0] }) }
  })
}

/** What sorting each input costs: the share of examples in which it is lit, and a little. */
function sortingCost(workspace: Workspace): Float64Array {
  return litShares(workspace).map((share) => share + 1 / workspace.plan.batchSize)
}

/** What summing and updating each row of each layer costs: a row of a dense layer meets every example. */
function rowCost(workspace: Workspace): Float64Array {
  const { architecture, plan } = workspace
  const lit = plan.train.form === 'sparse' ? litShares(workspace) : undefined
  const cost = new Float64Array(architecture.rows)
  architecture.layers.forEach(({ inputs, outputs, firstRow }, l) => {
    const registers = Math.ceil(outputs / REGISTER)
    for (let i = 0; i <= inputs; i++) {
      const share = l === 0 && i < inputs && lit ? lit[i] : 1
      const cells = share * plan.batchSize
      // A cell costs its multiplications and about six operations to sort; the row, if any of it is lit, a
      // load and a store of its weights.
      const touched = 1 - (1 - share) ** plan.batchSize
      cost[firstRow + i] = cells * registers + (l === 0 && lit ? 6 * cells : 0) + 2 * touched * registers + 1
    }
  })
  return cost
}

/** Examples that the brightness of inputs is judged by. */
const SAMPLE = 4096

/** The share of sparse examples in which each input is lit, from a sample. */
function litShares({ architecture, train }: Workspace): Float64Array {
  const { plan, starts, entries } = train.examples
  const shares = new Float64Array(architecture.sizes[0])
  const sampled = Math.min(SAMPLE, plan.count)
  for (let k = 0; k < sampled; k++) {
    const example = Math.floor((k * plan.count) / sampled)
    for (let e = starts[example]; e < starts[example + 1]; e++) shares[entries[e] >>> 8] += 1 / sampled
  }
  return shares
}

/** Ends each range where the running sum comes nearest to its part of the whole. */
function cut(cost: Float64Array, workers: number): Range[] {
  const total = cost.reduce((sum, value) => sum + value, 0)
  const ranges: Range[] = []
  let row = 0
  let sum = 0
  for (let rank = 0; rank < workers; rank++) {
    const first = row
    const goal = ((rank + 1) * total) / workers
    while (row < cost.length && (rank === workers - 1 || sum + cost[row] / 2 < goal)) sum += cost[row++]
    ranges.push({ first, last: row })
  }
  return ranges
}
