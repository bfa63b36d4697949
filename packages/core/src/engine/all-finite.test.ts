import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allFinite } from './all-finite.js'

test('says what Number.isFinite says of each value, whatever their bits', () => {
  const bits = fc.uint32Array({ maxLength: 40 })
  const strange = fc.constantFrom(undefined, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)
  fc.assert(
    fc.property(bits, strange, fc.nat(), (bits, value, at) => {
      // Every fourth of random bits is taken as it is; of the others the exponent is made that of a finite number.
      const values = new Float32Array(bits.map((word, k) => (k % 4 ? word & 0xbfffffff : word)).buffer)
      if (value !== undefined && values.length > 0) values[at % values.length] = value
      expect(allFinite(values)).toBe(values.every(Number.isFinite))
    }),
    { numRuns: 1000 },
  )
})
