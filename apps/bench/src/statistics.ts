import Benchmark from 'benchmark'

/** What is said of a sample. */
export interface Summary {
  readonly median: number
  /** The quartiles: half of the sample lies between them. */
  readonly low: number
  readonly high: number
}

/** Fewer values tell nothing about noise. */
export const FEWEST = 4

/** The value below which `share` of a sample lies, between neighbours in proportion. NaN for an empty one. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

export function median(sample: readonly number[]): number {
  return quantile(sample, 0.5)
}

export function summarize(sample: readonly number[]): Summary {
  return { median: median(sample), low: quantile(sample, 0.25), high: quantile(sample, 0.75) }
}

/** Each value of one sample by that of another in the same round. */
export function ratios(sample: readonly number[], by: readonly number[]): number[] {
  return sample.map((value, round) => value / by[round])
}

/**
 * Whether two samples differ by more than noise: `benchmark`'s Mann–Whitney test at the 5 % level. False
 * for samples too small to tell.
 */
export function differ(a: readonly number[], b: readonly number[]): boolean {
  if (Math.min(a.length, b.length) < FEWEST) return false
  return benchmarkOf(a).compare(benchmarkOf(b)) !== 0
}

function benchmarkOf(sample: readonly number[]): Benchmark {
  const benchmark = new Benchmark(() => {})
  benchmark.stats.sample = [...sample]
  return benchmark
}
