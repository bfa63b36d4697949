import { createArchitecture, type Dataset } from '@antigrad/core'

/** Examples that the brightness of inputs is judged by. */
const SAMPLE = 4096

/**
 * How many parameters a number of examples touches, in expectation: the weights of an input that is 0 in
 * all of them are left as they are.
 */
export function touchedBy(dataset: Dataset, sizes: readonly number[]): (examples: number) => number {
  const { parameters } = createArchitecture(sizes)
  const lit = litShares(dataset)
  return (examples) => {
    const unlit = lit.reduce((sum, share) => sum + (1 - share) ** examples, 0)
    return parameters - unlit * sizes[1]
  }
}

/** The share of examples in which each input is not 0. */
function litShares({ features, count, inputs }: Dataset): number[] {
  const sampled = Math.min(SAMPLE, count)
  const lit = new Array<number>(inputs).fill(0)
  for (let n = 0; n < sampled; n++) {
    const example = Math.floor((n * count) / sampled)
    for (let i = 0; i < inputs; i++) if (features[example * inputs + i] !== 0) lit[i] += 1 / sampled
  }
  return lit
}
