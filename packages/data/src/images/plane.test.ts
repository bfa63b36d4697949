import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageAreas, shrunk } from './plane.js'

const side = fc.integer({ min: 1, max: 17 })
const source = fc.tuple(side, side).chain(([width, height]) =>
  fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: width * height,
      maxLength: width * height,
    })
    .map((values) => ({ width, height, values: Float32Array.from(values) })),
)

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

describe('averageAreas', () => {
  it('keeps the mean, whatever the sizes, and goes beyond no value', () => {
    fc.assert(
      fc.property(source, side, side, (plane, columns, rows) => {
        const { values } = averageAreas(
          plane,
          { left: 0, top: 0, right: plane.width, bottom: plane.height },
          columns,
          rows,
        )
        expect(mean(values)).toBeCloseTo(mean(plane.values), 5)
        expect(Math.max(...values)).toBeLessThanOrEqual(Math.max(...plane.values) + 1e-6)
        expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.min(...plane.values) - 1e-6)
      }),
    )
  })

  it('gives back a part at its own size', () => {
    const plane = { width: 4, height: 3, values: Float32Array.from({ length: 12 }, (_, at) => at) }
    const part = averageAreas(plane, { left: 1, top: 1, right: 3, bottom: 3 }, 2, 2)
    expect([...part.values]).toEqual([5, 6, 9, 10])
  })

  it('weighs a value that two areas share by what each has of it', () => {
    const plane = { width: 3, height: 1, values: Float32Array.of(0, 3, 6) }
    expect([...averageAreas(plane, { left: 0, top: 0, right: 3, bottom: 1 }, 2, 1).values]).toEqual([1, 5])
  })
})

describe('shrunk', () => {
  it('brings the longer side down, and leaves a small picture its size', () => {
    const picture = { width: 40, height: 10, pixels: new Uint8Array(400).fill(255) }
    expect(shrunk(picture, 20)).toEqual({ width: 20, height: 5, values: new Float32Array(100).fill(1) })
    expect(shrunk(picture, 256).width).toBe(40)
  })
})
