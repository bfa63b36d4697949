import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8Into, utf8Length } from './utf8.js'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodedByPlatform(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** Bytes in which the edges of UTF-8's ranges meet each other often. */
const edgeByte = fc.constantFrom(
  0x00,
  0x41,
  0x7f,
  0x80,
  0x8f,
  0x90,
  0x9f,
  0xa0,
  0xbf,
  0xc0,
  0xc1,
  0xc2,
  0xdf,
  0xe0,
  0xed,
  0xef,
  0xf0,
  0xf4,
  0xf5,
  0xff,
)

describe('UTF-8', () => {
  it("agrees with the platform's strict decoder on any bytes", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 12 }), fc.array(edgeByte, { maxLength: 6 })),
        (given) => {
          const bytes = Uint8Array.from(given)
          const decoded = decodeUtf8(bytes)
          expect('text' in decoded ? decoded.text : undefined).toBe(decodedByPlatform(bytes))
        },
      ),
      { numRuns: 20_000 },
    )
  })

  it('says where the first wrong byte is', () => {
    expect(decodeUtf8(Uint8Array.of(0x41, 0xc3, 0xa9, 0xff, 0x41))).toEqual({ invalidAt: 3 })
    expect(decodeUtf8(Uint8Array.of(0x41, 0xe2, 0x82))).toEqual({ invalidAt: 1 })
  })

  it("writes what the platform's encoder writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const expected = new TextEncoder().encode(text)
        const written = new Uint8Array(utf8Length(text))
        expect(encodeUtf8Into(text, written, 0)).toBe(expected.length)
        expect(written).toEqual(expected)
      }),
    )
  })

  it('decodes texts longer than one chunk', () => {
    const text = 'aé€😀'.repeat(10_000)
    expect(decodeUtf8(new TextEncoder().encode(text))).toEqual({ text })
  })
})
