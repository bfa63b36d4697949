import { stepNeeds } from '@antigrad/core/internal'
import { describe, expect, test } from 'vitest'
import type { StepShape } from './division.js'
import { shares } from './shares.js'

describe('shares suit', () => {
  const suits = (
    sizes: readonly number[],
    workers: number,
    { form = 'sparse', batchSize = 16, needs = stepNeeds({}) }: Partial<StepShape> = {},
  ) => shares.suits({ sizes, batchSize, form, needs }, workers)

  test('sparse networks of two layers whose blocks divide evenly among several workers', () => {
    expect([1, 2, 3, 4, 5, 8, 16].filter((workers) => suits([784, 128, 10], workers))).toEqual([2, 4, 8])
    expect([2, 4].filter((workers) => suits([784, 30, 10], workers))).toEqual([2])
    expect(suits([784, 10], 2)).toBe(false)
    expect(suits([784, 28, 10], 2)).toBe(false)
    expect(suits([784, 128, 65], 2)).toBe(false)
    expect(suits([784, 128, 64, 10], 2)).toBe(false)
    expect(suits([784, 128, 10], 2, { form: 'bytes' })).toBe(false)
  })

  test('plain SGD alone', () => {
    const plain = stepNeeds({})
    expect(suits([784, 128, 10], 2, { needs: { ...plain, states: 1, storesGradient: true } })).toBe(false)
    expect(suits([784, 128, 10], 2, { needs: { ...plain, storesGradient: true, clips: true } })).toBe(false)
    expect(suits([784, 128, 10], 2, { needs: { ...plain, dropout: [0.5] } })).toBe(false)
    expect(suits([784, 128, 10], 2, { needs: { ...plain, dropout: [0] } })).toBe(true)
  })

  test('no share takes more than a second or so', () => {
    const ofUnits = (units: number) => suits([784, units, 10], 2, { batchSize: 512 })
    expect([1000, 10_000, 19_000, 21_000, 1e6].map(ofUnits)).toEqual([true, true, true, false, false])
  })

  test('and minibatches that are not large', () => {
    expect(suits([784, 128, 10], 2, { batchSize: 1024 })).toBe(true)
    expect(suits([784, 128, 10], 2, { batchSize: 1025 })).toBe(false)
  })
})
