import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { crc32 } from './crc32.js'

it('is the checksum that zlib writes at the end of a gzip file', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      const zipped = gzipSync(bytes)
      expect(crc32(bytes)).toBe(zipped.readUInt32LE(zipped.length - 8))
    }),
  )
})
