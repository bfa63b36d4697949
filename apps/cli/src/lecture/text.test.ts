import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aligned, widthOf } from './align.js'
import { difference, notationOf, product, signed, sum } from './explain/notation.js'
import { linear, logarithmic, powersOf, ticksOf } from './scales.js'
import { wrapped } from './wrapped.js'

test('columns are as wide as their widest cell, with combining marks counted as nothing', () => {
  expect(
    aligned(
      [
        ['a', '1', 'x'],
        ['bbb', '20', ''],
      ],
      ['left', 'right', 'left'],
    ),
  ).toEqual(['a     1  x', 'bbb  20'])
  expect(widthOf('x⃗ ∂ε/∂v')).toBe(7)
})

test('wrapped text loses no word and has no line that is too long', () => {
  const words = fc.array(fc.stringMatching(/^[a-zé]{1,30}$/), { minLength: 1 })
  fc.assert(
    fc.property(words, fc.integer({ min: 30, max: 60 }), (parts, most) => {
      const lines = wrapped(parts.join('  '), most)
      expect(lines.join(' ')).toBe(parts.join(' '))
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(most)
    }),
  )
  expect(wrapped('x'.repeat(100), 10)).toEqual([`${'x'.repeat(9)}…`])
})

describe('formulas in numbers', () => {
  test('have one sign between terms, brackets around what is negative within one, and no sign on zero', () => {
    expect(sum([product('0.25', '−0.10'), '−0.30', '0.05'])).toBe('0.25·(−0.10) − 0.30 + 0.05')
    expect(difference('0.25', '−0.10')).toBe('0.25 − (−0.10)')
    expect([signed(-0.000001, 3), signed(-0.5, 2), signed(0, 1)]).toEqual(['0.000', '−0.50', '0.0'])
  })

  test('have indices from 1, and none where there is only one of everything', () => {
    expect(notationOf(false).name('∂ε/∂U', 0, 2)).toBe('∂ε/∂U₁₃')
    expect(notationOf(true).name('∂ε/∂U', 0, 0)).toBe('∂ε/∂U')
  })
})

describe('scales', () => {
  test('powers of ten are written as people write them, as many as fit', () => {
    const wide = logarithmic({ low: 3e-7, high: 40 }, 100, 0)
    expect(powersOf(wide, 5, ' %').map(({ label }) => label)).toEqual([
      '10⁻⁷ %',
      '10⁻⁵ %',
      '0.001 %',
      '0.1 %',
      '10 %',
    ])
    const near = logarithmic({ low: 0.5, high: 800 }, 100, 0)
    expect(powersOf(near, 5).map(({ at, label }) => [Math.round(at), label])).toEqual([
      [100, '0.1'],
      [75, '1'],
      [50, '10'],
      [25, '100'],
      [0, '1,000'],
    ])
    expect(near(1e-9)).toBe(100)
  })

  test('long numbers are written short', () => {
    const labels = (low: number, high: number) =>
      ticksOf(linear({ low, high }, 0, 1), 4).map(({ label }) => label)
    expect(labels(-4e6, 2e6)).toEqual(['−4M', '−2M', '0', '2M'])
    expect(labels(0, 3e-7)).toEqual(['0', '1e-7', '2e-7', '3e-7'])
    expect(labels(0, 40_000)).toEqual(['0', '10,000', '20,000', '30,000', '40,000'])
  })

  test('ticks of a linear scale lie within it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (low, size) => {
          for (const { at, label } of ticksOf(linear({ low, high: low + size }, 10, 90), 5)) {
            expect(at).toBeGreaterThanOrEqual(10 - 1e-6)
            expect(at).toBeLessThanOrEqual(90 + 1e-6)
            expect(label).not.toBe('')
          }
        },
      ),
    )
  })
})
