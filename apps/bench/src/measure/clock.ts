import Benchmark from 'benchmark'

/** One sample a run: who takes turns begins a run for each. */
const ONE_SAMPLE = { minSamples: 1, maxTime: -1, initCount: 1 }

/**
 * Times `work` once, by a deferred `Benchmark`.
 * @returns seconds
 * @throws what `work` throws
 */
export function clockOnce(work: () => Promise<unknown>): Promise<number> {
  return new Promise((resolve, reject) => {
    const run = (deferred: { resolve(): void }): void => {
      work().then(() => deferred.resolve(), reject)
    }
    const benchmark = new Benchmark('turn', run, {
      ...ONE_SAMPLE,
      defer: true,
      // However short: a second call within the sample would not be the same epoch.
      minTime: Number.MIN_VALUE,
      onComplete: () => resolve(benchmark.stats.sample[0]),
    })
    benchmark.run({ async: true })
  })
}

/**
 * Times one call of `work`, as the mean of as many as fill `seconds`.
 * @returns seconds
 */
export function clockCalls(work: () => void, seconds: number): number {
  let failure: unknown
  const benchmark = new Benchmark('turn', work, {
    ...ONE_SAMPLE,
    minTime: seconds,
    onError: () => {
      failure = 'error' in benchmark ? benchmark.error : new Error('the benchmark failed')
    },
  })
  benchmark.run()
  if (failure) throw failure
  return benchmark.stats.sample[0]
}
