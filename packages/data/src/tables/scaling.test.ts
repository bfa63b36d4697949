import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyScaling, invertTargets, learnScaling, learnTargetScaling } from './scaling.js'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const table = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 30,
    }),
  }),
)

describe('learnScaling', () => {
  it('brings each column to mean 0 and deviation 1, or leaves it without spread', () => {
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        const scaled = applyScaling(rows.flat(), learnScaling(rows.flat(), columns, 'standard'))
        for (let column = 0; column < columns; column++) {
          const values = rows.map((_, row) => scaled[row * columns + column])
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length
          const deviation = Math.sqrt(
            values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
          )
          expect(Math.abs(mean)).toBeLessThan(1e-4)
          expect(Math.abs(deviation - 1) < 1e-4 || deviation < 1e-14).toBe(true)
        }
      }),
    )
  })

  it('brings each column to the range from 0 to 1', () => {
    const scaling = learnScaling([1, 7, 3, 7, 2, 7], 2, 'range')
    expect([...applyScaling([1, 7, 3, 7, 2, 7], scaling)]).toEqual([0, 0, 1, 0, 0.5, 0])
  })

  it('leaves numbers as they are where none is asked for', () => {
    expect([...applyScaling([1, 2, 3], learnScaling([1, 2, 3], 1, 'none'))]).toEqual([1, 2, 3])
  })

  it('stays finite in float32 for all numbers that a table may hold', () => {
    const any = fc.double({ min: -1e20, max: 1e20, noNaN: true })
    const kind = fc.constantFrom('standard' as const, 'range' as const, 'none' as const)
    fc.assert(
      fc.property(fc.array(any, { minLength: 1 }), any, kind, (learned, other, how) => {
        const scaling = learnScaling(learned, 1, how)
        expect(applyScaling([...learned, other], scaling).every(Number.isFinite)).toBe(true)
        const targets = learnTargetScaling(learned, 1, 'sigmoid')
        expect(applyScaling([...learned, other], targets).every(Number.isFinite)).toBe(true)
      }),
    )
  })
})

describe('learnTargetScaling', () => {
  it('brings each target to the range from 0.1 to 0.9, and invertTargets brings it back', () => {
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        const values = rows.flat()
        const scaling = learnTargetScaling(values, columns, 'sigmoid')
        const scaled = applyScaling(values, scaling)
        expect(scaled.every((value) => value > 0.0999 && value < 0.9001)).toBe(true)
        const back = invertTargets(scaled, scaling)
        for (const [at, value] of values.entries()) {
          expect(Math.abs(back[at] - value)).toBeLessThanOrEqual(1e-6 * scaling.divisors[at % columns])
        }
      }),
    )
  })
})
