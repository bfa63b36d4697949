import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLASSES, EDGE, MOST_POINTS, onGrid, planePoints, readPoints, writePoints } from './own-points.js'

const coordinate = fc.double({ min: -1.2 * EDGE, max: 1.2 * EDGE, noNaN: true })
const point = fc.record({ x: coordinate, y: coordinate, label: fc.integer({ min: 0, max: CLASSES - 1 }) })
const drawn = fc.array(point.map(onGrid), { maxLength: 30 })

test('points come back from the address and from their text as they were, to the bit', () => {
  fc.assert(
    fc.property(drawn, (points) => {
      expect(planePoints.read(planePoints.write(points))).toEqual(points)
      expect(readPoints(writePoints(points))).toEqual(points)
    }),
  )
})

test('any text is read without an error; what the address takes lies on the paper', () => {
  const almost = fc.stringMatching(/^(-?\d{0,4}_?){0,9}$/)
  fc.assert(
    fc.property(fc.oneof(fc.string(), almost), (text) => {
      for (const points of [readPoints(text), planePoints.read(text) ?? []]) {
        expect(points.length).toBeLessThanOrEqual(MOST_POINTS)
        for (const { x, y, label } of points) {
          expect(Math.abs(x) <= EDGE && Math.abs(y) <= EDGE && label < CLASSES).toBe(true)
        }
      }
    }),
  )
})

test('whatever separates, a class that is not said is the first, other lines are left out', () => {
  expect(readPoints('x y\n1, 0.5, 1\n0;1;2\n-1\t−1\n1 1 7\n')).toEqual([
    { x: 1, y: 0.5, label: 1 },
    { x: 0, y: 1, label: 2 },
    { x: -1, y: -1, label: 0 },
  ])
})

test('a decimal comma is one, and no second coordinate', () => {
  expect(readPoints('0,5; 1,25; 1\n−0,5\t1\n0,5 1 2')).toEqual([
    { x: 0.5, y: 1.25, label: 1 },
    { x: -0.5, y: 1, label: 0 },
    { x: 0.5, y: 1, label: 2 },
  ])
})

test('points beyond the paper are scaled onto it, in order', () => {
  const points = readPoints('0 1000 0\n5 1000 1\n10 1000 0')
  expect(points.map(({ x }) => x)).toEqual([-2, 0, 2])
  expect(points.map(({ y }) => y)).toEqual([0, 0, 0])
})
