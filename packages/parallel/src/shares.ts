import type { Slice, Workspace } from '@antigrad/core'

/** The rows of a minibatch of `count` that are the shard of `rank`: as even as whole rows allow. */
export function shardOf(rank: number, workers: number, count: number): { from: number; to: number } {
  return { from: Math.floor((rank * count) / workers), to: Math.floor(((rank + 1) * count) / workers) }
}

/** Examples that the brightness of inputs is judged by. */
const SAMPLE = 4096

/**
 * Cuts the rows of all layers into one slice a worker, such that the work is even: pixels differ in how
 * often they are lit, and a row of a dense layer meets every example. The cut decides speed alone.
 */
export function sliceRows(workspace: Workspace, workers: number): Slice[] {
  const { architecture, plan } = workspace
  const lit = litShares(workspace)
  const cost = new Float64Array(architecture.rows)
  architecture.layers.forEach(({ inputs, outputs, firstRow }, l) => {
    const registers = Math.ceil(outputs / 4)
    for (let i = 0; i <= inputs; i++) {
      const share = l === 0 && i < inputs && lit ? lit[i] : 1
      const cells = share * plan.batchSize
      // A cell costs its multiplications and about six operations to sort; the row, if any of it is lit, a
      // load and a store of its weights.
      const touched = 1 - (1 - share) ** plan.batchSize
      cost[firstRow + i] = cells * registers + (l === 0 && lit ? 6 * cells : 0) + 2 * touched * registers + 1
    }
  })
  return cut(cost, workers)
}

/** For sparse examples the share of them in which each input is lit, from a sample; undefined for dense ones. */
function litShares({ architecture, train }: Workspace): Float64Array | undefined {
  const { plan, starts, entries } = train.examples
  if (plan.form !== 'sparse') return undefined
  const shares = new Float64Array(architecture.sizes[0])
  const sampled = Math.min(SAMPLE, plan.count)
  for (let k = 0; k < sampled; k++) {
    const example = Math.floor((k * plan.count) / sampled)
    for (let e = starts[example]; e < starts[example + 1]; e++) shares[entries[e] >>> 8] += 1 / sampled
  }
  return shares
}

/** Ends each slice where the running sum comes nearest to its part of the whole. */
function cut(cost: Float64Array, workers: number): Slice[] {
  const total = cost.reduce((sum, value) => sum + value, 0)
  const slices: Slice[] = []
  let row = 0
  let sum = 0
  for (let rank = 0; rank < workers; rank++) {
    const first = row
    const goal = ((rank + 1) * total) / workers
    while (row < cost.length && (rank === workers - 1 || sum + cost[row] / 2 < goal)) sum += cost[row++]
    slices.push({ first, last: row })
  }
  return slices
}
