import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkUtf8 } from './utf8.js'

it('a text without a byte 0 is taken, whatever else is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = new TextEncoder().encode(text.replaceAll('\0', ''))
      expect(() => checkUtf8('t.csv', bytes)).not.toThrow()
    }),
  )
})

it('a byte 0 is refused with its line, wherever it stands', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(20), (before, after) => {
      const text = `${'a,b\n'.repeat(before)}\0${'c\n'.repeat(after)}`
      const check = () => checkUtf8('t.csv', new TextEncoder().encode(text))
      expect(check).toThrow(BadInput)
      expect(check).toThrow(`t.csv, line ${before + 1}: expected text in UTF-8, found a byte 0`)
    }),
  )
})

it('other bytes are refused with their line, and what to do', () => {
  const latin1 = Uint8Array.from(Buffer.from('a\nb\ncafé\n', 'latin1'))
  expect(() => checkUtf8('t.csv', latin1)).toThrow('t.csv, line 3: expected text in UTF-8, found other bytes')
  expect(() => checkUtf8('t.csv', latin1)).toThrow('iconv')
})

it('takes as UTF-8 what a decoder takes, wherever its bytes lie, and names the line of others', () => {
  const piece = fc.oneof(
    fc
      .string({ unit: 'binary', maxLength: 20 })
      .map((text) => [...new TextEncoder().encode(text.replaceAll('\0', ''))]),
    fc.constant([0x41, 0x0a, 0x42, 0x43, 0x44]),
    fc.array(fc.constantFrom(0x0a, 0x41, 0x80, 0xc3, 0xa9, 0xe2, 0xff), { maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(7), (pieces, offset) => {
      const all = Uint8Array.from([...Array.from({ length: offset }, () => 0xff), ...pieces.flat()])
      const bytes = all.subarray(offset)
      const lines: Uint8Array[] = []
      for (let at = 0; at < bytes.length; ) {
        const end = bytes.indexOf(10, at)
        lines.push(bytes.subarray(at, end < 0 ? undefined : end + 1))
        at = end < 0 ? bytes.length : end + 1
      }
      const wrong = lines.findIndex((line) => !isDecoded(line))
      const check = () => checkUtf8('t.csv', bytes)
      if (wrong < 0) expect(check).not.toThrow()
      else expect(check).toThrow(`t.csv, line ${wrong + 1}: expected text in UTF-8`)
    }),
    { numRuns: 100 },
  )
})

function isDecoded(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
