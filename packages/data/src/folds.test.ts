import { createRandom } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dealFolds, dealGroups, foldDataset, foldsNote, splitFold } from './folds.js'
import { type TableOptions, tableSplit } from './tables/table-split.js'
import { splitValidation } from './validation.js'

/** Examples, some of them equal, each with a class; and into how many folds they are dealt. */
const dealt = fc
  .record({
    examples: fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 120,
    }),
    count: fc.integer({ min: 2, max: 10 }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  })
  .map(({ examples, ...others }) => ({
    ...others,
    keys: examples.map(([key]) => String(key)),
    labels: Uint32Array.from(examples, ([, label]) => label),
  }))
  .filter(({ keys, count }) => new Set(keys).size >= count)

/** How many of `values` are each of 1 … count. */
function sizes(values: Iterable<number>, count: number): number[] {
  const found = new Array<number>(count).fill(0)
  for (const value of values) found[value - 1]++
  return found
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

describe('folds of examples', () => {
  test('every example is tested exactly once, and trained on in all other folds', () => {
    fc.assert(
      fc.property(dealt, ({ keys, labels, count, seed }) => {
        const folds = dealFolds({ keys, labels }, count, createRandom(seed, 1))
        const tested = new Uint32Array(keys.length)
        for (let index = 1; index <= count; index++) {
          const { train, test } = splitFold(folds, { index }, createRandom(seed, 1))
          for (const example of test) tested[example]++
          expect([...train, ...test].sort((a, b) => a - b)).toEqual([...keys.keys()])
        }
        expect(tested).toEqual(new Uint32Array(keys.length).fill(1))
      }),
    )
  })

  test('equal examples are in one fold; folds have as many different ones, of each class too', () => {
    fc.assert(
      fc.property(dealt, ({ keys, labels, count, seed }) => {
        const folds = dealFolds({ keys, labels }, count, createRandom(seed, 1))
        const firsts = [...keys.keys()].filter((example) => keys.indexOf(keys[example]) === example)
        for (const [example, key] of keys.entries()) expect(folds[example]).toBe(folds[keys.indexOf(key)])
        const foldsOf = (chosen: readonly number[]) => chosen.map((example) => folds[example])
        expect(spread(sizes(foldsOf(firsts), count))).toBeLessThanOrEqual(1)
        for (const label of new Set(labels)) {
          const members = firsts.filter((example) => labels[example] === label)
          expect(spread(sizes(foldsOf(members), count))).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('the same seed deals alike, another one otherwise', () => {
    const keys = Array.from({ length: 50 }, (_, n) => String(n))
    const deal = (seed: number) => dealFolds({ keys }, 5, createRandom(seed, 1))
    expect(deal(1)).toEqual(deal(1))
    expect(deal(1)).not.toEqual(deal(2))
  })

  test('fewer different examples than folds are refused', () => {
    expect(() => dealFolds({ keys: ['a', 'a', 'b'] }, 3, createRandom(1, 1))).toThrow(
      '3 folds: expected as many different examples or more, found 2',
    )
  })

  test('of a dataset: no row of features is in both parts of a fold', () => {
    const whole = {
      name: 'digits',
      count: 40,
      inputs: 2,
      outputs: 2,
      classes: ['a', 'b'],
      features: Uint8Array.from({ length: 80 }, (_, at) => (at * 7) % 23),
      labels: Uint32Array.from({ length: 40 }, (_, n) => n % 2),
    }
    const { train, test: tested } = foldDataset(whole, { index: 2, count: 4 }, createRandom(3, 1))
    const rows = ({ features }: { features: Uint8Array | Float32Array }) =>
      Array.from({ length: features.length / 2 }, (_, n) => features.subarray(2 * n, 2 * n + 2).join())
    expect(train.count + tested.count).toBe(40)
    expect(rows(tested).filter((row) => rows(train).includes(row))).toEqual([])
  })
})

// What scikit-learn 1.2.1 says of the same examples.
describe('sizes of folds', () => {
  const repeat = (sizes: readonly number[]): number[] => sizes.flatMap((size, n) => new Array(size).fill(n))

  test('of classes: as StratifiedKFold', () => {
    const labels = Uint32Array.from(repeat([50, 23, 11]))
    const folds = dealFolds({ keys: Array.from(labels.keys(), String), labels }, 5, createRandom(1, 1))
    const found = [1, 2, 3, 4, 5].map((fold) =>
      sizes(
        [...labels].filter((_, n) => folds[n] === fold).map((l) => l + 1),
        3,
      ),
    )
    expect(found).toEqual([
      [10, 5, 2],
      [10, 5, 2],
      [10, 5, 2],
      [10, 4, 3],
      [10, 4, 2],
    ])
  })

  test('of numbers: as KFold', () => {
    const keys = Array.from({ length: 83 }, (_, n) => String(n))
    expect(sizes(dealFolds({ keys }, 5, createRandom(1, 1)), 5)).toEqual([17, 17, 17, 16, 16])
  })

  test('of groups: as GroupKFold', () => {
    const groups = repeat([10, 9, 8, 8, 7, 3, 2, 2, 1]).map(String)
    expect(sizes(dealGroups(groups, 4, createRandom(1, 1)), 4)).toEqual([12, 12, 15, 11])
  })
})

describe('folds of groups', () => {
  test('a group never straddles; every row is in one fold; no fold is empty', () => {
    fc.assert(
      fc.property(dealt, ({ keys: groups, count, seed }) => {
        const folds = dealGroups(groups, count, createRandom(seed, 1))
        for (const [row, group] of groups.entries()) expect(folds[row]).toBe(folds[groups.indexOf(group)])
        expect(Math.min(...sizes(folds, count))).toBeGreaterThan(0)
      }),
    )
  })

  test('the fullest fold has at most a group more than the emptiest', () => {
    fc.assert(
      fc.property(dealt, ({ keys: groups, count, seed }) => {
        const filled = sizes(dealGroups(groups, count, createRandom(seed, 1)), count)
        const largest = Math.max(
          ...[...new Set(groups)].map((group) => groups.filter((each) => each === group).length),
        )
        expect(spread(filled)).toBeLessThanOrEqual(largest)
      }),
    )
  })

  test('fewer groups than folds are refused', () => {
    expect(() => dealGroups(['a', 'a', 'b', 'b'], 3, createRandom(1, 1))).toThrow(
      '3 folds: expected as many groups or more, found 2',
    )
  })
})

describe('the folds of a table', () => {
  const patients = Array.from({ length: 48 }, (_, n) => ({
    a: (n * 37) % 101,
    b: (n * 11) % 17,
    patient: `p${n % 9}`,
    y: n % 3 === 0 ? 'ill' : 'well',
  }))
  const text = `a,b,patient,y\n${patients.map(({ a, b, patient, y }) => `${a},${b},${patient},${y}`).join('\n')}\n`
  const open = (options: Partial<TableOptions>, seed = 1) =>
    tableSplit(
      { file: 't.csv', bytes: Buffer.from(text) },
      { label: ['y'], scaling: 'none', ...options },
      seed,
      undefined,
    )
  /** Rows as they are recognised again: by the two numbers that no two of them share. */
  const rowsOf = ({ features, inputs }: { features: Float32Array | Uint8Array; inputs: number }) =>
    Array.from(
      { length: features.length / inputs },
      (_, n) => `${features[n * inputs]},${features[n * inputs + 1]}`,
    )
  const patientOf = new Map(patients.map(({ a, b, patient }) => [`${a},${b}`, patient]))

  test.each([undefined, 'patient'])('each row is tested once, grouped by %s', (group) => {
    const tested = [1, 2, 3, 4].flatMap((index) =>
      rowsOf(open({ fold: { index, count: 4 }, ...(group && { group }) }).test),
    )
    expect(tested.sort()).toEqual(patients.map(({ a, b }) => `${a},${b}`).sort())
  })

  test('the column of groups is nothing to learn from, and no group straddles, validation included', () => {
    for (const fold of [undefined, { index: 1, count: 4 }, { index: 4, count: 4 }]) {
      const { train, test: tested, groups, form } = open({ group: 'patient', ...(fold && { fold }) })
      expect(form.features.map(({ name }) => name)).toEqual(['a', 'b'])
      const { train: rest, test: validation } = splitValidation(train, 0.25, 1, groups)
      const [own, seen, unseen] = [rest, validation, tested].map(
        (part) => new Set(rowsOf(part as never).map((row) => patientOf.get(row))),
      )
      expect(own.size + seen.size + unseen.size).toBe(9)
    }
  })

  test('scaling is learned on the rows that are trained on', () => {
    const first = open({ group: 'patient', fold: { index: 1, count: 4 }, scaling: 'standard' })
    const second = open({ group: 'patient', fold: { index: 2, count: 4 }, scaling: 'standard' })
    expect(first.form.scaling).not.toEqual(second.form.scaling)
    const { features } = first.train
    const mean = Array.from(features).reduce((sum, value) => sum + value, 0) / features.length
    expect(Math.abs(mean)).toBeLessThan(1e-6)
  })

  test('a group that is missing, or has another use, is refused', () => {
    const gap = text.replace('p3', '')
    const split = () =>
      tableSplit(
        { file: 't.csv', bytes: Buffer.from(gap) },
        { label: ['y'], group: 'patient', missing: 'mean' },
        1,
        undefined,
      )
    expect(split).toThrow('t.csv, line 5, column "patient": expected the group of the row, found none')
    expect(() => open({ group: 'a', features: ['a', 'b'] })).toThrow(
      "expected a column of groups of its own, found 'a' in features too",
    )
  })

  test('a class of fewer rows than folds is said to be', () => {
    expect(foldsNote(Uint32Array.of(0, 0, 0, 0, 1, 1), ['a', 'b'], { count: 3 })).toBe(
      'b has 2 examples, fewer than 3 folds: some folds test none of it',
    )
    expect(foldsNote(Uint32Array.of(0, 0, 1, 1), ['a', 'b'], { count: 2 })).toBeUndefined()
  })
})
