import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MOST_POINTS, readPoints, writePoints } from './points.js'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

test('points come back from their text', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ x: finite, y: finite }), { maxLength: 20 }), (points) => {
      const found = readPoints(writePoints(points))
      expect(found).toHaveLength(points.length)
      // −0 is written as 0.
      for (const [k, { x, y }] of points.entries()) {
        expect(found[k].x === x && found[k].y === y).toBe(true)
      }
    }),
  )
})

test('commas, semicolons, tabs, spaces and a true minus separate and sign', () => {
  const text = 'x y\n1, 2\n3;4\n5\t6\n  7   8  \n−9 10\nno\n11\n'
  expect(readPoints(text)).toEqual([
    { x: 1, y: 2 },
    { x: 3, y: 4 },
    { x: 5, y: 6 },
    { x: 7, y: 8 },
    { x: -9, y: 10 },
  ])
})

test('any text is read without an error, and no more points than fit', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Array.isArray(readPoints(text))).toBe(true)
    }),
  )
  expect(readPoints('1 2\n'.repeat(MOST_POINTS + 10))).toHaveLength(MOST_POINTS)
})
