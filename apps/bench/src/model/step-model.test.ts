import { describe, expect, test } from 'vitest'
import type { MeasuredStep, Shape } from './step-model.js'
import { StepModel } from './step-model.js'

const shape: Shape = { parameters: 1000, touched: (examples) => 1000 * (1 - 0.9 ** examples) }

/** A machine whose steps cost exactly what the model can say. */
function step(threads: number, batchSize: number): MeasuredStep {
  const share = batchSize / threads
  return {
    threads,
    batchSize,
    phases: {
      start: 0,
      gate: 0,
      evaluate: 0,
      exchange: 0,
      sum: 0,
      forward: 1e-6 + 2e-7 * share + 1e-8 * batchSize,
      gradient: 0,
      update: 5e-9 * share + (1e-9 * shape.touched(batchSize)) / threads,
      barrier: 3e-7 * (threads - 1),
    },
  }
}

const measured = [1, 2].flatMap((threads) => [10, 32, 128, 512, 1024].map((size) => step(threads, size)))

describe('the model of a step', () => {
  const model = StepModel.fit('slices', shape, measured)

  test('gives back what it was fitted to, and what the same machine would do with more cores', () => {
    for (const [threads, batchSize] of [
      [1, 10],
      [2, 512],
      [8, 4096],
      [128, 10],
      [128, 4096],
    ]) {
      const { forward, update, barrier } = step(threads, batchSize).phases
      const seconds = forward + update + barrier
      expect(model.seconds({ threads, batchSize }) / seconds).toBeCloseTo(1, 4)
      expect(model.throughput({ threads, batchSize }) * seconds).toBeCloseTo(batchSize, 1)
    }
  })

  test('has no cost below 0', () => {
    expect(model.costs.every(({ seconds }) => seconds >= 0)).toBe(true)
  })
})
