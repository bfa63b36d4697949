import { createRandom, type Dataset } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keysOf } from './keys.js'
import { splitDataset, splitStratified } from './split.js'

const labelled = fc.array(fc.record({ label: fc.nat({ max: 4 }), key: fc.nat({ max: 200 }) }), {
  minLength: 2,
  maxLength: 300,
})
const fraction = fc.double({ min: 0.05, max: 0.95, noNaN: true })

describe('splitStratified', () => {
  it('puts each example in one part, and equal ones in the same', () => {
    fc.assert(
      fc.property(labelled, fraction, fc.integer(), (examples, part, seed) => {
        const keys = examples.map(({ key }) => String(key))
        const labels = Uint32Array.from(examples, ({ label }) => label)
        const { train, test } = splitStratified(keys, labels, part, createRandom(seed, 1))
        expect([...train, ...test].toSorted((a, b) => a - b)).toEqual([...examples.keys()])
        const trainKeys = new Set([...train].map((example) => keys[example]))
        expect([...test].some((example) => trainKeys.has(keys[example]))).toBe(false)
      }),
    )
  })

  it('takes each class in proportion, to within one example, and leaves each something to train on', () => {
    fc.assert(
      fc.property(labelled, fraction, fc.integer(), (examples, part, seed) => {
        const keys = examples.map((_, index) => String(index))
        const labels = Uint32Array.from(examples, ({ label }) => label)
        const { test } = splitStratified(keys, labels, part, createRandom(seed, 1))
        const total = Math.round(examples.length * part)
        for (const label of new Set(labels)) {
          const size = labels.filter((each) => each === label).length
          const share = test.filter((example) => labels[example] === label).length
          expect(share).toBeLessThan(size)
          const exact = (total * size) / examples.length
          if (share !== size - 1) expect(Math.abs(share - exact)).toBeLessThan(1)
        }
        expect(test.length).toBeLessThanOrEqual(total)
      }),
    )
  })

  it('depends on the seed, and on nothing else', () => {
    const keys = Array.from({ length: 100 }, (_, index) => String(index))
    const [first, again, other] = [1, 1, 2].map((seed) =>
      splitStratified(keys, undefined, 0.2, createRandom(seed, 1)),
    )
    expect(again).toEqual(first)
    expect(other.test.toSorted()).not.toEqual(first.test.toSorted())
    expect(first.test.toSorted()).not.toEqual(first.test)
    expect(first.test.length).toBe(20)
  })
})

describe('splitDataset', () => {
  it('keeps features, labels and targets of an example together', () => {
    const count = 10
    const whole: Dataset = {
      name: 'ten',
      count,
      inputs: 2,
      outputs: 3,
      features: Float32Array.from({ length: 20 }, (_, at) => at),
      targets: Float32Array.from({ length: 30 }, (_, at) => at),
      classes: [],
    }
    const split = splitStratified(keysOf(whole.features, whole.inputs), undefined, 0.3, createRandom(5, 1))
    const { train, test } = splitDataset(whole, split)
    expect([train.count, test.count, train.name, test.name]).toEqual([7, 3, 'ten, train', 'ten, test'])
    for (const [row, example] of split.test.entries()) {
      expect([...test.features.subarray(2 * row, 2 * row + 2)]).toEqual([2 * example, 2 * example + 1])
      expect(test.targets?.[3 * row + 2]).toBe(3 * example + 2)
    }
    expect('labels' in test).toBe(false)
  })
})
