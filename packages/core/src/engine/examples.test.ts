import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Dataset } from '../dataset.js'
import { BadInput } from '../errors.js'
import { indexOf } from '../network/matrix.js'
import { Arena } from './arena.js'
import { allocateExamples, type Form, planExamples, SPARSE_BELOW, storeExamples } from './examples.js'

function bytes(count: number, inputs: number, features: Uint8Array): Dataset {
  const labels = new Uint32Array(count).map((_, n) => n % 2)
  return { name: 'some.csv', count, inputs, outputs: 2, features, labels, classes: ['a', 'b'] }
}

function stored(dataset: Dataset, form?: Form) {
  const plan = planExamples(dataset, form)
  const counted = new Arena()
  allocateExamples(counted, plan)
  const examples = allocateExamples(new Arena(new ArrayBuffer(counted.bytes)), plan)
  storeExamples(examples, dataset)
  return examples
}

const random = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 12 }))
  .chain(([count, inputs]) =>
    fc
      .array(fc.oneof(fc.constant(0), fc.nat(255)), { minLength: count * inputs, maxLength: count * inputs })
      .map((values) => bytes(count, inputs, Uint8Array.from(values))),
  )

describe('sparse examples', () => {
  test('hold every byte but the zeros, inputs ascending', () => {
    fc.assert(
      fc.property(random, (dataset) => {
        const { starts, entries, plan } = stored(dataset, 'sparse')
        const { count, inputs, features } = dataset
        const unpacked = new Uint8Array(count * inputs)
        let longest = 0
        for (let n = 0; n < count; n++) {
          const own = entries.subarray(starts[n], starts[n + 1])
          for (const entry of own) unpacked[n * inputs + (entry >>> 8)] = entry & 255
          expect([...own]).toEqual([...own].sort((a, b) => a - b))
          expect(own.every((entry) => (entry & 255) !== 0 && entry >>> 8 < inputs)).toBe(true)
          longest = Math.max(longest, own.length)
        }
        expect(unpacked).toEqual(features)
        expect(starts[0]).toBe(0)
        expect(plan).toMatchObject({ entries: starts[count], longest })
      }),
    )
  })

  test('are chosen for bytes of which few are lit', () => {
    const formOf = (lit: number) => {
      const features = Uint8Array.from({ length: 100 }, (_, at) => (at < lit ? 7 : 0))
      return planExamples(bytes(10, 10, features)).form
    }
    expect(formOf(0)).toBe('sparse')
    expect(formOf(100 * SPARSE_BELOW)).toBe('sparse')
    expect(formOf(100 * SPARSE_BELOW + 1)).toBe('bytes')
    expect(formOf(100)).toBe('bytes')
  })
})

describe('dense examples', () => {
  test('keep their bytes or floats as they are', () => {
    const features = Uint8Array.of(0, 1, 2, 255)
    expect(stored(bytes(2, 2, features), 'bytes').bytes).toEqual(features)
    const floats = Float32Array.of(-0, 1e-45, 3e38, -7)
    const found = stored({ ...bytes(2, 2, features), features: floats })
    expect(found.plan.form).toBe('floats')
    expect(found.floats).toEqual(floats)
  })

  test('levels are byte / 255, rounded once', () => {
    const { levels } = stored(bytes(1, 1, Uint8Array.of(3)))
    levels.forEach((level, byte) => {
      expect(level).toBe(Math.fround(byte / 255))
    })
    expect([levels[0], levels[255]]).toEqual([0, 1])
  })
})

describe('labels', () => {
  test('of classes name a row of the identity', () => {
    const { labels, targets } = stored({ ...bytes(3, 1, new Uint8Array(3)), labels: Uint32Array.of(1, 0, 1) })
    expect([...labels]).toEqual([1, 0, 1])
    expect([targets.rows, targets.columns]).toEqual([2, 2])
    for (let c = 0; c < 2; c++) {
      for (let j = 0; j < 2; j++) expect(targets.values[indexOf(targets, c, j)]).toBe(c === j ? 1 : 0)
    }
  })

  test('of regression are rows of their own, one an example', () => {
    const { labels: _, ...rest } = bytes(3, 1, new Uint8Array(3))
    const { labels, targets } = stored({ ...rest, targets: Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6) })
    expect([...labels]).toEqual([0, 1, 2])
    expect(targets.rows).toBe(3)
    expect(targets.values[indexOf(targets, 2, 1)]).toBe(Math.fround(0.6))
    expect(targets.values[indexOf(targets, 2, 2)]).toBe(0)
  })
})

describe('what does not fit together is refused', () => {
  const good = bytes(2, 2, new Uint8Array(4))
  const { labels: _, ...unlabelled } = good
  const CASES: readonly [Dataset, string][] = [
    [{ ...good, count: 0 }, 'some.csv: expected at least one example, input and output, found 0, 2, 2'],
    [{ ...good, features: new Uint8Array(3) }, 'some.csv: expected 2 × 2 features, found 3'],
    [unlabelled, 'some.csv: expected either labels or targets'],
    [{ ...good, targets: new Float32Array(4) }, 'some.csv: expected either labels or targets'],
    [{ ...unlabelled, targets: new Float32Array(3) }, 'some.csv: expected 2 × 2 targets, found 3'],
    [{ ...good, labels: new Uint32Array(1) }, 'some.csv: expected 2 labels, found 1'],
    [{ ...good, labels: Uint32Array.of(0, 2) }, 'some.csv: label of example 1: expected 0 … 1, found 2'],
    [
      { ...good, features: Float32Array.of(0, 1, Number.NaN, 3) },
      'some.csv: features of example 1: expected finite numbers, found NaN',
    ],
    [
      { ...unlabelled, targets: Float32Array.of(0, Number.POSITIVE_INFINITY, 0, 0) },
      'some.csv: targets of example 0: expected finite numbers, found Infinity',
    ],
  ]
  test.each(CASES)('%#', (dataset, message) => {
    expect(() => planExamples(dataset)).toThrow(BadInput)
    expect(() => planExamples(dataset)).toThrow(message)
  })

  test('floats cannot lie as bytes, nor bytes as floats', () => {
    expect(() => planExamples(good, 'floats')).toThrow(BadInput)
    expect(() => planExamples({ ...good, features: new Float32Array(4) }, 'sparse')).toThrow(BadInput)
  })
})
