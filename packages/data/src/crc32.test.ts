import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { crc32, plainCrc32 } from './crc32.js'

it.each([crc32, plainCrc32])('%o is the checksum that zlib writes at the end of a gzip file', (checksum) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      const zipped = gzipSync(bytes)
      expect(checksum(bytes)).toBe(zipped.readUInt32LE(zipped.length - 8))
    }),
  )
})
