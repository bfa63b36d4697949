import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteText } from '../../packages/core/scripts/byte-text.mjs'
import { bytesOf } from '../../packages/core/src/engine/kernels/simd/byte-text.js'
import { WASM } from '../../packages/core/src/engine/kernels/simd/generated/narrow.js'

test('bytes come back as they were, of a text that needs no escape', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const text = byteText(bytes)
      expect(text).toMatch(/^[ !#%&()-[\]^_a-~]*$/)
      expect(bytesOf(text)).toEqual(bytes)
    }),
  )
})

test('each byte comes back, however often it comes', () => {
  const each = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  expect(bytesOf(byteText(each))).toEqual(each)
})

test('the kernels take two thirds of what they take in base64, gzipped', () => {
  const base64 = Buffer.from(bytesOf(WASM)).toString('base64')
  expect(gzipSync(WASM, { level: 9 }).length).toBeLessThan(0.67 * gzipSync(base64, { level: 9 }).length)
})
