import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalCell } from './decimal.js'

describe('a decimal', () => {
  it('is the nearest float64, and keeps the digits that it lacks as text', () => {
    expect(decimalCell(35n, 2)).toBe(0.35)
    expect(decimalCell(-15n * 10n ** 17n, 18)).toBe(-1.5)
    expect(decimalCell(12n, -3)).toBe(12_000)
    expect(decimalCell(2n ** 53n + 1n, 0)).toBe('9007199254740993')
    expect(decimalCell(-(2n ** 53n + 1n), 18)).toBe('-0.009007199254740993')
    expect(decimalCell(2n ** 53n + 1n, -2)).toBe('900719925474099300')
    expect(() => decimalCell(1n, 1e9)).toThrow('a decimal of 1000000000 places')
  })

  it('is the number that its digits write, of any size', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 38n), 10n ** 38n),
        fc.integer({ min: -10, max: 38 }),
        (unscaled, scale) => {
          expect(Number(decimalCell(unscaled, scale))).toBe(Number(`${unscaled}e${-scale}`))
        },
      ),
    )
  })
})
