import { LANES, type Workspace } from '@antigrad/core/internal'

/** Examples that the brightness of inputs is judged by. */
const SAMPLE = 4096

/** Multiplications of an example on its way forward, of whose inputs so many are multiplied. */
export function multiplicationsOf(sizes: readonly number[], inputs: number): number {
  return sizes.slice(1).reduce((sum, outputs, l) => sum + (l === 0 ? inputs : sizes[l]) * outputs, 0)
}

/** The share of sparse examples in which each input is lit, from a sample; undefined where examples are dense. */
export function litShares({ architecture, train }: Workspace): Float64Array | undefined {
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

/** Multiplications of the largest step on its way forward. */
export function stepMultiplications({ architecture, plan }: Workspace, lit?: Float64Array): number {
  const { sizes } = architecture
  return multiplicationsOf(sizes, lit ? total(lit) : sizes[0]) * plan.batchSize
}

/** What summing and updating each row of each layer costs: a row of a dense layer multiplies every example. */
export function rowCosts({ architecture, plan }: Workspace, lit?: Float64Array): Float64Array {
  const cost = new Float64Array(architecture.rows)
  architecture.layers.forEach(({ inputs, outputs, firstRow }, l) => {
    const registers = Math.ceil(outputs / LANES)
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

export function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
