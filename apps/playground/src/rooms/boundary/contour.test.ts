import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zeroContour } from './contour.js'

const SIDE = 20

test('the contour of a line lies on it, from border to border', () => {
  const number = fc.double({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      fc.pre(Math.hypot(a, b) > 0.1)
      const valueAt = (x: number, y: number) => a * (x - 9.5) + b * (y - 9.5) + c
      const field = Float32Array.from({ length: SIDE ** 2 }, (_, k) =>
        valueAt(k % SIDE, Math.floor(k / SIDE)),
      )
      const segments = zeroContour(field, SIDE)
      let length = 0
      for (const [x1, y1, x2, y2] of segments) {
        expect(Math.abs(valueAt(x1, y1))).toBeLessThan(1e-4)
        expect(Math.abs(valueAt(x2, y2))).toBeLessThan(1e-4)
        length += Math.hypot(x2 - x1, y2 - y1)
      }
      // Whatever its direction, a line so near to the middle crosses most of the grid.
      if (Math.abs(c) < 0.1) expect(length).toBeGreaterThan(SIDE - 3)
    }),
  )
})

test('a field of one sign has none', () => {
  expect(zeroContour(new Float32Array(SIDE ** 2).fill(1), SIDE)).toEqual([])
  expect(zeroContour(new Float32Array(SIDE ** 2), SIDE)).toEqual([])
})
