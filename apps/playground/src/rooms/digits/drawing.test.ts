import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawing, onGrid } from './drawing.js'

const coordinate = fc.double({ min: -0.5, max: 1.5, noNaN: true })
const stroke = fc.array(fc.record({ x: coordinate, y: coordinate }).map(onGrid), {
  minLength: 1,
  maxLength: 30,
})

test('a drawing comes back from the address as it was, to the bit', () => {
  fc.assert(
    fc.property(fc.array(stroke, { maxLength: 5 }), (strokes) => {
      for (const { x, y } of strokes.flat()) expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true)
      expect(drawing.read(drawing.write(strokes))).toEqual(strokes)
    }),
  )
})

test('text that is no drawing is refused', () => {
  for (const text of ['_', 'abc', 'abcd_', '_abcd', 'abcd__abcd', 'ABCD', 'ab.d', 'abcd'.repeat(2001)]) {
    expect(drawing.read(text)).toBeUndefined()
  }
})
