import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatenate, utf8Bytes } from '../bytes.js'
import { crc32c, maskedCrc32c } from './crc32c.js'
import { eventFileBegin } from './events.js'
import { recordsIn, toRecord } from './records.js'

test('the checksums of RFC 3720, B.4, and of the usual text', () => {
  const ascending = Uint8Array.from({ length: 32 }, (_, n) => n)
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
  expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43)
  expect(crc32c(ascending)).toBe(0x46dd794e)
  expect(crc32c(ascending.toReversed())).toBe(0x113fdb5c)
  expect(crc32c(utf8Bytes('123456789'))).toBe(0xe3069283)
})

test('an event file begins as those of TensorFlow do: 24 bytes, and their length has this checksum', () => {
  const begin = eventFileBegin(1_700_000_000.5)
  expect([...begin.subarray(0, 13)]).toEqual([24, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22, 0x09])
  expect(begin).toHaveLength(12 + 24 + 4)
})

test('records are found again up to the first that is cut or changed, whatever its bytes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 5 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (contents, at, change) => {
        const records = contents.map(toRecord)
        const whole = concatenate(records)
        const ends = records.map((_, n) =>
          records.slice(0, n + 1).reduce((sum, { length }) => sum + length, 0),
        )
        const found = (bytes: Uint8Array) => [...recordsIn(bytes)].map(({ end }) => end)
        expect([...recordsIn(whole)].map(({ content }) => [...content])).toEqual(
          contents.map((each) => [...each]),
        )
        const place = at % whole.length
        const before = ends.filter((end) => end <= place)
        expect(found(whole.subarray(0, place))).toEqual(before)
        const changed = whole.slice()
        changed[place] ^= change
        expect(found(changed)).toEqual(before)
      },
    ),
  )
})

test('the mask is another number than the checksum, of every bit of it', () => {
  // The sum of nothing is 0, and what is left is what is added.
  expect(maskedCrc32c(new Uint8Array(0))).toBe(0xa282ead8)
  expect(maskedCrc32c(utf8Bytes('123456789'))).toBe(
    (((0xe3069283 >>> 15) | (0xe3069283 << 17)) + 0xa282ead8) >>> 0,
  )
})
