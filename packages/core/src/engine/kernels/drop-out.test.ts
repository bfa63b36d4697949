import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexOf } from '../../network/matrix.js'
import { allocateDropout, dropoutKey, setDropout, unitHash } from '../dropout.js'
import type { Range } from '../range.js'
import { number, placeMatrix, rowsOf, SIZES, Stage } from './fixtures/stage.js'
import type { Kernels } from './kernels.js'

const { fround } = Math

/** Values and slopes of a layer, whose row 0 has a position in the epoch, and what is left out of it. */
function stageOf(
  rows: number,
  columns: number,
  rate: number,
  key: number,
  kind: 'random' | 'edges' = 'random',
) {
  return new Stage(key, (arena, random) => {
    const values = placeMatrix(arena, rows, columns, () => number(random, kind))
    const slopes = placeMatrix(arena, rows, columns, () => number(random, kind))
    const dropout = allocateDropout(arena)
    setDropout(dropout, rate, key)
    return { values, slopes, dropout }
  })
}

type Views = ReturnType<typeof stageOf>['plain']['views']

const regionOf = (position: number, rows: Range, units: Range) => ({
  minibatch: { order: new Uint32Array(0), first: position, count: rows.last },
  rows,
  units,
})

const outputsOf = (views: Views, rows: Range, units: Range) =>
  [views.values, views.slopes].flatMap((matrix) => rowsOf(matrix, rows.first, rows.last, units))

describe('dropOut', () => {
  test('has the same bits in all kernels, at every width, and changes nothing else', () => {
    for (const columns of SIZES) {
      const stage = stageOf(5, columns, 0.3, columns, columns % 2 === 0 ? 'edges' : 'random')
      const rows = { first: 1, last: 4 }
      for (const first of [0, Math.floor(columns / 8) * 4]) {
        const units = { first, last: columns }
        stage.run(
          (kernels, { values, slopes, dropout }) =>
            kernels.dropOut(values, slopes, regionOf(2 ** 32 - 3, rows, units), dropout),
          (views) => outputsOf(views, rows, units),
        )
      }
    }
  })

  test('multiplies by 0 or 1 / (1 − p), as the hash of position and unit says', () => {
    const stage = stageOf(3, 70, 0.25, 7)
    const { values, slopes } = stage.plain.views
    const before = [values.values.slice(), slopes.values.slice()]
    const [rows, units] = [
      { first: 0, last: 3 },
      { first: 0, last: 70 },
    ]
    stage.run(
      (kernels, views) =>
        kernels.dropOut(views.values, views.slopes, regionOf(40, rows, units), views.dropout),
      (views) => outputsOf(views, rows, units),
    )
    for (let n = 0; n < 3; n++) {
      for (let j = 0; j < 70; j++) {
        const at = indexOf(values, n, j)
        const factor = unitHash(7, 40 + n, j) < 2 ** 30 ? 0 : fround(4 / 3)
        expect(values.values[at]).toBe(fround(before[0][at] * factor))
        expect(slopes.values[at]).toBe(fround(before[1][at] * factor))
      }
    }
  })

  test('is the same for any division of rows and units', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 150 }),
        fc.nat(),
        (rows, columns, key) => {
          const stage = stageOf(rows, columns, 0.5, key)
          const all = { first: 0, last: rows }
          const units = { first: 0, last: columns }
          const outputs = (views: Views) => outputsOf(views, all, units)
          const whole = stage.run(
            ({ dropOut }, { values, slopes, dropout }) =>
              dropOut(values, slopes, regionOf(9, all, units), dropout),
            outputs,
          )
          const row = key % (rows + 1)
          const unit = 4 * (key % (Math.floor(columns / 4) + 1))
          const divided = stage.run(({ dropOut }, { values, slopes, dropout }: Views) => {
            const part = (first: number, last: number, units: Range): void =>
              dropOut(values, slopes, regionOf(9, { first, last }, units), dropout)
            if (unit < columns) part(row, rows, { first: unit, last: columns })
            if (unit < columns) part(0, row, { first: unit, last: columns })
            for (let n = 0; n < rows; n++) part(n, n + 1, { first: 0, last: unit })
          }, outputs)
          expect(divided).toEqual(whole)
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** Whether each unit of each position is kept, at a rate. */
function mask(rate: number, key: number, positions: number, units: number): Uint8Array {
  const threshold = Math.floor(rate * 2 ** 32)
  return Uint8Array.from({ length: positions * units }, (_, k) =>
    unitHash(key, Math.floor(k / units), k % units) < threshold ? 0 : 1,
  )
}

/** The correlation of two sequences of 0 and 1. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [sumA, sumB, sumAB] = [0, 0, 0]
  for (let k = 0; k < a.length; k++) {
    sumA += a[k]
    sumB += b[k]
    sumAB += a[k] * b[k]
  }
  const [meanA, meanB] = [sumA / a.length, sumB / a.length]
  return (sumAB / a.length - meanA * meanB) / Math.sqrt(meanA * (1 - meanA) * meanB * (1 - meanB))
}

describe('the mask', () => {
  const [positions, units] = [512, 512]
  const count = positions * units
  // Five standard deviations.
  const bound = 5 / Math.sqrt(count)

  test.each([0.1, 0.2, 0.5, 0.8])('leaves out the part %f of the units', (rate) => {
    for (const layer of [0, 1, 2]) {
      const kept = mask(rate, dropoutKey(1, 3, layer), positions, units).reduce((a, b) => a + b)
      expect(Math.abs(kept / count - (1 - rate))).toBeLessThan(bound * Math.sqrt(rate * (1 - rate)))
    }
  })

  test('of neighbouring units, positions, layers, epochs and seeds is not correlated', () => {
    const key = dropoutKey(1, 3, 0)
    const of = mask(0.5, key, positions, units)
    const last = count - units
    const pairs: readonly (readonly [string, ArrayLike<number>, ArrayLike<number>])[] = [
      ['units', of.subarray(0, -1), of.subarray(1)],
      ['units in two registers', of.subarray(0, -4), of.subarray(4)],
      ['positions', of.subarray(0, last), of.subarray(units)],
      ['layers', of, mask(0.5, dropoutKey(1, 3, 1), positions, units)],
      ['epochs', of, mask(0.5, dropoutKey(1, 4, 0), positions, units)],
      ['seeds', of, mask(0.5, dropoutKey(2, 3, 0), positions, units)],
    ]
    const found = pairs
      .filter(([, a, b]) => !(Math.abs(correlation(a, b)) < bound * 1.01))
      .map(([name]) => name)
    expect(found).toEqual([])
  })
})

test('nothing is left out at the rate 0', () => {
  const stage = stageOf(4, 30, 0, 5)
  const [rows, units] = [
    { first: 0, last: 4 },
    { first: 0, last: 30 },
  ]
  const call = (kernels: Kernels, { values, slopes, dropout }: Views): void =>
    kernels.dropOut(values, slopes, regionOf(0, rows, units), dropout)
  expect(stage.run(call, () => [])).toEqual(stage.plain.before)
})
