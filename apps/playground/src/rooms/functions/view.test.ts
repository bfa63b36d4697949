import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromInput, fromOutput, samplesOf, toInput, toOutput } from './scale.js'
import { UNIT, viewOf } from './view.js'

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1, maxLength: 30 })

test('a view shows all points', () => {
  fc.assert(
    fc.property(points, (all) => {
      const { x, y } = viewOf(all)
      expect(x.high).toBeGreaterThan(x.low)
      expect(y.high).toBeGreaterThan(y.low)
      for (const point of all) {
        expect(point.x >= x.low && point.x <= x.high && point.y >= y.low && point.y <= y.high).toBe(true)
      }
    }),
  )
  expect(viewOf([])).toBe(UNIT)
  const paper = { x: { low: 0, high: 6 }, y: { low: -1, high: 1 } }
  expect(viewOf([{ x: 3, y: 0.5 }], paper)).toBe(paper)
  expect(viewOf([], paper)).toBe(paper)
  expect(viewOf([{ x: 7, y: 0.5 }], paper).x.high).toBeGreaterThan(7)
})

test('samples lie where σ reaches, and come back', () => {
  fc.assert(
    fc.property(points, (all) => {
      const view = viewOf(all)
      const { inputs, targets } = samplesOf(all, view)
      expect(inputs.every((input) => Math.abs(input) <= 1.000001)).toBe(true)
      expect(targets.every((target) => target > 0 && target < 1)).toBe(true)
      const close = (a: number, b: number, unit: number) =>
        expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * unit)
      for (const { x, y } of all) {
        close(fromInput(toInput(x, view), view), x, view.x.high - view.x.low + Math.abs(x))
        close(fromOutput(toOutput(y, view), view), y, view.y.high - view.y.low + Math.abs(y))
      }
    }),
  )
})
