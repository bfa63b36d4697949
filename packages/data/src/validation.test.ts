import { type Dataset, UsageError } from '@antigrad/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitValidation } from './validation.js'

/** Examples whose one feature is their index. */
function numbered(labels: number[]): Dataset {
  return {
    name: 'numbered',
    count: labels.length,
    inputs: 1,
    outputs: 3,
    features: Float32Array.from(labels.keys()),
    labels: Uint32Array.from(labels),
    classes: ['a', 'b', 'c'],
  }
}

const anyLabels = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 20, maxLength: 60 })

test('each example is in one of the parts, with its label; each class in proportion, with one to train on', () => {
  fc.assert(
    fc.property(
      anyLabels,
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      fc.nat(),
      (labels, fraction, seed) => {
        const { train, test: validation } = splitValidation(numbered(labels), fraction, seed)
        const indices = [...train.features, ...validation.features]
        expect(indices.toSorted((a, b) => a - b)).toEqual([...labels.keys()])
        for (const part of [train, validation]) {
          expect(part.count).toBe(part.features.length)
          expect([...(part.labels ?? [])]).toEqual([...part.features].map((index) => labels[index]))
        }
        for (const label of [0, 1, 2]) {
          const all = labels.filter((found) => found === label).length
          const chosen = validation.labels?.filter((found) => found === label).length ?? 0
          expect(chosen).toBeLessThanOrEqual(Math.max(0, all - 1))
          if (chosen < all - 1) expect(Math.abs(chosen - fraction * all)).toBeLessThanOrEqual(1)
        }
      },
    ),
  )
})

test('the same seed parts alike, another seed otherwise', () => {
  const whole = numbered(Array.from({ length: 100 }, (_, n) => n % 3))
  const chosen = (seed: number): number[] => [...splitValidation(whole, 0.3, seed).test.features]
  expect(chosen(1)).toEqual(chosen(1))
  expect(chosen(1)).not.toEqual(chosen(2))
})

test('equal examples stay on one side', () => {
  const whole = numbered(Array.from({ length: 90 }, (_, n) => n % 3))
  whole.features.forEach((_, n) => {
    whole.features[n] = n % 30
  })
  const { train, test: validation } = splitValidation(whole, 0.3, 1)
  expect([...validation.features].some((value) => train.features.includes(value))).toBe(false)
})

test('a part without examples is refused', () => {
  expect(() => splitValidation(numbered([0, 1, 2]), 0.1, 1)).toThrow(UsageError)
  expect(() => splitValidation(numbered([0, 1, 2]), 0.9, 1)).toThrow(UsageError)
})
