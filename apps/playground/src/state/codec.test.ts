import fc from 'fast-check'
import { expect, test } from 'vitest'
import { number, numbers, oneOf, whole } from './codec.js'

test('whole numbers come back, others and those out of range do not', () => {
  const { read, write } = whole(-5, 40)
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 100 }), (value) => {
      expect(read(write(value))).toBe(value >= -5 && value <= 40 ? value : undefined)
    }),
  )
  for (const text of ['', ' ', '1.5', 'x', '1e99', 'NaN', 'Infinity', '0x10z'])
    expect(read(text)).toBeUndefined()
})

test('lists of numbers come back to six digits', () => {
  const { read, write } = numbers(-1e6, 1e6, 5)
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 8 }), (values) => {
      const found = read(write(values))
      if (values.length > 5) expect(found).toBeUndefined()
      else {
        expect(found).toHaveLength(values.length)
        for (const [k, value] of values.entries()) {
          expect(Math.abs((found?.[k] ?? Number.NaN) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-5)
        }
      }
    }),
  )
  expect(read('1_x')).toBeUndefined()
  expect(read('')).toEqual([])
})

test('any text that a codec takes is written as something it takes again', () => {
  const codecs = [number(0, 1), whole(0, 9), oneOf(['a', 'b']), numbers(0, 1, 3)] as const
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const codec of codecs) {
        const value = codec.read(text)
        if (value === undefined) continue
        const { read, write } = codec as {
          read: (text: string) => unknown
          write: (value: unknown) => string
        }
        expect(read(write(value))).not.toBeUndefined()
      }
    }),
  )
})
