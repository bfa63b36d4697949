import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Range } from '../approximation/range.js'
import { contourLevels, contourLines, contoursOf, type Grid, gridOf } from './contours.js'
import { LANDSCAPES } from './landscapes.js'

const window = { low: -2, high: 2 }

test('the lines of a plane and of a cone are where they should be', () => {
  const plane = gridOf(([x, y]) => x + 2 * y, window, window, 31, 23)
  const cone = gridOf(([x, y]) => Math.hypot(x, y), window, window, 61, 61)
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 1.9, noNaN: true }), (level) => {
      for (const [x, y] of contourLines(plane, level).flat()) expect(x + 2 * y).toBeCloseTo(level, 9)
      const [circle, ...others] = contourLines(cone, level)
      expect(others).toEqual([])
      expect(circle.at(-1)).toEqual(circle[0])
      for (const [x, y] of circle) expect(Math.abs(Math.hypot(x, y) - level)).toBeLessThan(0.01)
    }),
  )
})

test('a line is one piece: neighbours are at most a cell apart, and each crossing of an edge is used once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 81, maxLength: 81 }),
      (values) => {
        const grid = { x: window, y: window, columns: 9, rows: 9, values: Float64Array.from(values) }
        const lines = contourLines(grid, 0.05)
        const cell = Math.hypot(0.5, 0.5) + 1e-9
        let crossings = 0
        for (const line of lines) {
          for (let k = 1; k < line.length; k++) {
            expect(Math.hypot(line[k][0] - line[k - 1][0], line[k][1] - line[k - 1][1])).toBeLessThanOrEqual(
              cell,
            )
          }
          const [first, last] = [line[0], line[line.length - 1]]
          const closed = first[0] === last[0] && first[1] === last[1]
          crossings += line.length - (closed ? 1 : 0)
          // An open line ends at the border.
          if (!closed)
            for (const end of [first, last]) expect(end.some((x) => Math.abs(x) > 2 - 1e-9)).toBe(true)
        }
        let expected = 0
        const above = (at: number) => values[at] >= 0.05
        for (let at = 0; at < 81; at++) {
          if (at % 9 < 8 && above(at) !== above(at + 1)) expected++
          if (at < 72 && above(at) !== above(at + 9)) expected++
        }
        expect(crossings).toBe(expected)
      },
    ),
  )
})

test('levels ascend, and crowd towards the bottom', () => {
  const grid = gridOf(([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, window, window, 60, 60)
  const levels = contourLevels(grid, 10)
  expect(levels).toHaveLength(10)
  for (let k = 1; k < 10; k++) expect(levels[k]).toBeGreaterThan(levels[k - 1])
  expect(
    contourLevels(
      gridOf(() => 3, window, window, 5, 5),
      10,
    ),
  ).toEqual([3])
})

/** Whether a line is whole: it comes back to where it began, or leads from border to border. */
function isWhole(line: readonly (readonly [number, number])[], { x, y }: Grid): boolean {
  const [first, last] = [line[0], line[line.length - 1]]
  const near = (a: number, b: number, { low, high }: Range) => Math.abs(a - b) < 1e-9 * (high - low)
  const onBorder = ([a, b]: readonly [number, number]) =>
    near(a, x.low, x) || near(a, x.high, x) || near(b, y.low, y) || near(b, y.high, y)
  return (near(first[0], last[0], x) && near(first[1], last[1], y)) || (onBorder(first) && onBorder(last))
}

const size = fc.record({
  columns: fc.integer({ min: 40, max: 200 }),
  rows: fc.integer({ min: 40, max: 200 }),
})

test('no contour of a landscape falls apart: each level has as many lines as on a grid eight times finer', () => {
  const surfaces = LANDSCAPES.filter(({ window: axes }) => axes.length === 2)
  const [minima] = surfaces.filter(({ name }) => name === 'minima')
  fc.assert(
    fc.property(fc.constantFrom(...surfaces), size, ({ value, window: [x, y] }, { columns, rows }) => {
      const grid = gridOf(value, x, y, columns, rows)
      const fine = gridOf(value, x, y, 8 * columns, 8 * rows)
      const contours = contoursOf(grid, 22)
      expect(contours.length).toBeGreaterThan(4)
      for (const { level, lines } of contours) {
        for (const line of lines) expect(isWhole(line, grid)).toBe(true)
        expect(lines).toHaveLength(contourLines(fine, level).length)
      }
    }),
    // Here a level of Himmelblau's passes a saddle through less than a cell.
    { numRuns: 15, examples: [[minima, { columns: 40, rows: 71 }]] },
  )
})

test('a valley has one bottom however narrow it is and wherever it lies: none of its contours is a row of dashes', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
  fc.assert(
    fc.property(
      size,
      fc.record({ angle: number(0, Math.PI), narrow: number(0, 8), at: number(-1, 1), bend: number(-1, 1) }),
      ({ columns, rows }, { angle, narrow, at, bend }) => {
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
        const valley = ([a, b]: readonly number[]) => {
          const [along, across] = [cos * a + sin * b - at, cos * b - sin * a]
          return along ** 2 + Math.exp(narrow) * (across - bend * along ** 2) ** 2
        }
        const grid = gridOf(valley, window, window, columns, rows)
        for (const { level, lines } of contoursOf(grid, 22)) {
          // What lies below a level is one piece, and has one outline; the border of the window may cut it a few times.
          expect(lines.length, `level ${level}`).toBeLessThanOrEqual(4)
          for (const line of lines) expect(isWhole(line, grid)).toBe(true)
        }
      },
    ),
  )
})
