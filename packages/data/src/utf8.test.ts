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
