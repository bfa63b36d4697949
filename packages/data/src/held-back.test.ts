import { describe, expect, it } from 'vitest'
import { type TableOptions, tableSplit } from './tables/table-split.js'
import { splitValidation } from './validation.js'

const csv = (text: string) => ({ file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) })

function split(text: string, fraction?: number, options: Partial<TableOptions> = {}) {
  const lines: string[] = []
  const whole = tableSplit(
    csv(text),
    { label: ['y'], note: (line) => lines.push(line), ...options },
    1,
    fraction,
  )
  return { ...whole, lines }
}

/** All combinations of so many switches, each `times` times, and whether an odd number of them is on. */
function parity(switches: number, times: number): string {
  const names = Array.from({ length: switches }, (_, n) => `s${n}`)
  const rows = Array.from({ length: times * 2 ** switches }, (_, row) => {
    const bits = names.map((_, n) => (row >> n) & 1)
    return [...bits, bits.reduce((sum, bit) => sum ^ bit, 0)].join(',')
  })
  return `${names},y\n${rows.join('\n')}`
}

const different = (features: Float32Array | Uint8Array, inputs: number) =>
  new Set(
    Array.from({ length: features.length / inputs }, (_, row) =>
      features.subarray(row * inputs, (row + 1) * inputs).join(),
    ),
  ).size

describe('a truth table', () => {
  it.each([2, 3, 4, 5])('of %d switches is trained on whole, and said to be', (switches) => {
    const { train, test, testsOnTraining, lines } = split(parity(switches, 1))
    expect(train.count).toBe(2 ** switches)
    expect(test.features).toEqual(train.features)
    expect(testsOnTraining).toBe(true)
    expect(lines.join()).toContain('it holds every combination of its values: none is held back')
  })

  it.each([2, 3, 4])(
    'of %d switches, many times, is held back by combinations where that is stated, and said',
    (switches) => {
      const { train, test, lines } = split(parity(switches, 10), 0.25)
      expect(different(train.features, switches) + different(test.features, switches)).toBe(2 ** switches)
      expect(lines.join()).toContain(
        'equal rows are kept together, so that none that is tested is trained on',
      )
    },
  )

  it.each([2, 3, 4])('of %d switches, many times, is seen whole in training', (switches) => {
    const { train, test, testsOnTraining, lines } = split(parity(switches, 10))
    expect(testsOnTraining).toBeUndefined()
    expect(train.count + test.count).toBe(10 * 2 ** switches)
    expect(different(train.features, switches)).toBe(2 ** switches)
    expect(lines.join()).toContain(
      `it has only ${2 ** switches} different rows of features, which come again`,
    )
    const validation = splitValidation(train, 0.2, 1)
    expect(different(validation.train.features, switches)).toBe(2 ** switches)
  })

  /** All combinations of so many positions each, `times` times, and the least of them. */
  function lattice(positions: readonly number[], times: number): string {
    const combinations = positions.reduce<number[][]>(
      (rows, count) => rows.flatMap((row) => Array.from({ length: count }, (_, value) => [...row, value])),
      [[]],
    )
    const rows = combinations.map((row) => [...row, Math.min(...row)].join(','))
    return `${positions.map((_, n) => `s${n}`)},y\n${Array.from({ length: times }, () => rows.join('\n')).join('\n')}`
  }

  it.each([[[3, 3]], [[3, 3, 3]], [[3, 3, 3, 3]], [[2, 3, 4]], [[4, 4]]])(
    'of %j positions is one too: whole once, every combination in training where each comes often',
    (positions) => {
      const all = positions.reduce((product, count) => product * count)
      const once = split(lattice(positions, 1))
      expect([once.train.count, once.testsOnTraining]).toEqual([all, true])
      const often = split(lattice(positions, 10))
      expect([often.train.count + often.test.count, often.testsOnTraining]).toEqual([10 * all, undefined])
      expect(different(often.train.features, positions.length)).toBe(all)
    },
  )

  it('is none where a combination is missing, or columns have many values', () => {
    const rows = lattice([3, 3, 3], 1).split('\n')
    expect(split(rows.slice(0, -1).join('\n')).testsOnTraining).toBeUndefined()
    expect(split(lattice([5, 5], 1)).testsOnTraining).toBeUndefined()
  })

  it('is divided as it is said, all the same', () => {
    const { train, test } = split(parity(3, 10), 0.25)
    expect(different(train.features, 3) + different(test.features, 3)).toBe(8)
  })
})

describe('rows held back', () => {
  const rows = (count: number) =>
    `x,y\n${Array.from({ length: count }, (_, n) => `${n / 3},${n}`).join('\n')}`

  it('are named where there are few', () => {
    const { test, lines } = split(rows(10))
    expect(test.count).toBe(2)
    expect(lines.join('\n')).toMatch(
      /2 of 10 rows are held back to test with: lines \d+, \d+; --test-split 0 trains on all/,
    )
  })

  it('are none where that is said: all are trained on, and tested', () => {
    const { train, test, testsOnTraining } = split(rows(10), 0)
    expect([train.count, test.features, testsOnTraining]).toEqual([10, train.features, true])
  })

  it('are none of a handful', () => {
    expect(split(rows(5)).testsOnTraining).toBe(true)
  })

  it('are a fifth of more, equal ones together', () => {
    const { train, test } = split(
      `x,y\n${Array.from({ length: 200 }, (_, n) => `${n % 100},${n / 7}`).join('\n')}`,
    )
    expect([train.count, test.count]).toEqual([160, 40])
    const seen = new Set(train.features)
    expect(test.features.some((value) => seen.has(value))).toBe(false)
  })
})
