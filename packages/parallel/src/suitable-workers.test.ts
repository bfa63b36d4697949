import type { Dataset } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { suitableWorkers } from './suitable-workers.js'

/** A dataset whose examples have the first `lit` of their inputs lit. */
function datasetOf(inputs: number, lit: number, count = 2000) {
  const features = Uint8Array.from({ length: count * inputs }, (_, at) => (at % inputs < lit ? 9 : 0))
  const labels = new Uint32Array(count)
  const train: Dataset = { name: 'made', count, inputs, outputs: 10, features, labels, classes: [] }
  return { train, test: train }
}

const digits = datasetOf(784, 150)

describe('suitableWorkers', () => {
  test('takes few for small steps, and no more than there are cores', () => {
    const workers = (hidden: number, batchSize: number, cores: number) =>
      suitableWorkers({ dataset: digits, hidden: [hidden], batchSize }, cores)
    expect(workers(30, 1, 64)).toBe(1)
    expect(workers(30, 10, 64)).toBe(2)
    expect(workers(128, 10, 64)).toBe(4)
    expect(workers(128, 1024, 64)).toBe(37)
    expect(workers(800, 128, 64)).toBe(33)
    expect(workers(800, 128, 8)).toBe(8)
    expect(workers(30, 1, 1)).toBe(1)
  })

  test('counts the multiplications that are made: lit inputs, or all where zeros are multiplied too', () => {
    const workers = (lit: number) =>
      suitableWorkers({ dataset: datasetOf(784, lit), hidden: [128], batchSize: 128 }, 64)
    expect(workers(600)).toBe(workers(784))
    expect(workers(75)).toBeLessThan(workers(300))
    const floats = {
      ...digits.train,
      features: Float32Array.from(digits.train.features),
    }
    const dense = { dataset: { train: floats, test: floats }, hidden: [128], batchSize: 128 }
    expect(suitableWorkers(dense, 64)).toBe(workers(784))
  })

  test('takes a number that can train shares, where that is not half as many or fewer', () => {
    const workers = (hidden: number[], batchSize: number, cores: number) =>
      suitableWorkers({ dataset: digits, hidden, batchSize }, cores)
    const byCores = [1, 2, 3, 4, 5, 6, 7, 8, 9, 16].map((cores) => workers([128], 128, cores))
    expect(byCores).toEqual([1, 2, 2, 4, 4, 4, 4, 8, 8, 8])
    // Two blocks, which are not worth giving up more than one of three.
    expect(workers([30], 128, 3)).toBe(2)
    expect(workers([30], 128, 4)).toBe(4)
    expect(workers([128, 64], 128, 3)).toBe(3)
    expect(workers([128], 1025, 3)).toBe(3)
    const buffers = { dataset: digits, hidden: [128], batchSize: 128, strategy: 'buffers' as const }
    expect(suitableWorkers(buffers, 3)).toBe(3)
  })

  test('a minibatch is no larger than the training part', () => {
    const dataset = datasetOf(784, 150, 50)
    const workers = (batchSize: number) => suitableWorkers({ dataset, hidden: [128], batchSize }, 64)
    expect(workers(1e6)).toBe(workers(50))
  })

  test('more work is never fewer workers, but for shares', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.nat(900), fc.nat(900), (a, b, hidden, more) => {
        const of = (units: number, batchSize: number) =>
          suitableWorkers({ dataset: digits, hidden: [units, 5], batchSize }, 64)
        expect(of(hidden + more + 1, a + b + 1)).toBeGreaterThanOrEqual(of(hidden + 1, a + 1))
      }),
      { numRuns: 30 },
    )
  })
})
