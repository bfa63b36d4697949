import { deflateSync } from 'node:zlib'
import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { type PngParts, pngFile } from '../fixtures/png-file.js'
import { readPng } from './png.js'
import { chunkOf } from './png-chunks.js'

const kinds = [
  ...[1, 2, 4, 8, 16].map((depth) => ({ type: 0, depth, channels: 1 })),
  ...[8, 16].flatMap((depth) => [
    { type: 2, depth, channels: 3 },
    { type: 4, depth, channels: 2 },
    { type: 6, depth, channels: 4 },
  ]),
]

/** An image of any type that has no palette. */
const image = fc
  .record({
    kind: fc.constantFrom(...kinds),
    width: fc.integer({ min: 1, max: 19 }),
    height: fc.integer({ min: 1, max: 11 }),
    interlaced: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ kind, width, height, interlaced, seed }): PngParts => {
    const samples = Array.from({ length: width * height * kind.channels }, (_, at) => {
      return Math.imul(at + seed, 2654435761) >>> (32 - kind.depth)
    })
    return { ...kind, width, height, samples, interlaced }
  })

/** What a pixel looks like on white, by the definition. */
function shade(red: number, green: number, blue: number, alpha: number): number {
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue
  return 255 * (luma * alpha + 1 - alpha)
}

const read = (bytes: Uint8Array) => readPng({ file: 'x.png', bytes })

describe('readPng', () => {
  it('reads grey and colours of every depth, with and without alpha, interlaced or not', () => {
    fc.assert(
      fc.property(image, (parts) => {
        const { width, height, pixels } = read(pngFile(parts))
        expect([width, height]).toEqual([parts.width, parts.height])
        const { channels, depth } = parts
        for (let pixel = 0; pixel < pixels.length; pixel++) {
          const samples = parts.samples.slice(pixel * channels, (pixel + 1) * channels)
          const [first, ...more] = samples.map((sample) => sample / (2 ** depth - 1))
          const expected =
            channels < 3
              ? shade(first, first, first, more[0] ?? 1)
              : shade(first, more[0], more[1], more[2] ?? 1)
          expect(Math.abs(pixels[pixel] - expected)).toBeLessThanOrEqual(0.5001)
        }
      }),
    )
  })

  it('reads palettes of every depth, with and without alpha, interlaced or not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2, 4, 8),
        fc.integer({ min: 1, max: 13 }),
        fc.boolean(),
        fc.boolean(),
        (depth, width, hides, interlaced) => {
          const samples = Array.from({ length: width * 3 }, (_, at) => (at * 5 + 1) % 2 ** depth)
          const palette = Uint8Array.from({ length: 3 * 2 ** depth }, (_, at) => (at * 37) & 255)
          const alpha = Uint8Array.of(0, 128)
          const chunks = [['PLTE', palette] as const, ...(hides ? [['tRNS', alpha] as const] : [])]
          const form = { width, height: 3, depth, type: 3, channels: 1, interlaced }
          const { pixels } = read(pngFile({ ...form, samples, chunks }))
          for (const [pixel, place] of samples.entries()) {
            const [red, green, blue] = [...palette.subarray(3 * place, 3 * place + 3)].map(
              (sample) => sample / 255,
            )
            const expected = shade(red, green, blue, hides && place < 2 ? alpha[place] / 255 : 1)
            expect(Math.abs(pixels[pixel] - expected)).toBeLessThanOrEqual(0.5001)
          }
        },
      ),
    )
  })

  it('shows white where a pixel is of the hidden colour', () => {
    const grey = { width: 3, height: 1, depth: 2, type: 0, channels: 1, samples: [0, 1, 3] }
    for (const interlaced of [false, true]) {
      const bytes = pngFile({ ...grey, interlaced, chunks: [['tRNS', Uint8Array.of(0, 1)]] })
      expect([...read(bytes).pixels]).toEqual([0, 255, 255])
    }
    const colours = {
      width: 3,
      height: 1,
      depth: 8,
      type: 2,
      channels: 3,
      samples: [1, 2, 3, 1, 2, 4, 1, 1, 1],
    }
    const hidden = Uint8Array.of(0, 1, 0, 2, 0, 3)
    expect([...read(pngFile({ ...colours, chunks: [['tRNS', hidden]] })).pixels]).toEqual([255, 2, 1])
  })

  it('reads what an encoder wrote, filters and all', () => {
    const data = Uint8Array.from({ length: 40 * 30 }, (_, at) => (at * at) >> 5)
    expect(read(encode({ width: 40, height: 30, data, channels: 1, depth: 8 })).pixels).toEqual(data)
  })

  const small: PngParts = { width: 2, height: 2, depth: 8, type: 0, channels: 1, samples: [1, 2, 3, 4] }

  it('leaves out all that the picture does not need', () => {
    // A profile that would unpack to 100 MB, and a chunk that nobody knows.
    const profile = Buffer.concat([Buffer.from('icc\0\0'), deflateSync(new Uint8Array(1e8), { level: 1 })])
    const chunks = [['iCCP', profile] as const, ['abCd', Uint8Array.of(1)] as const]
    const began = process.cpuUsage()
    expect([...read(pngFile({ ...small, chunks })).pixels]).toEqual([1, 2, 3, 4])
    expect(process.cpuUsage(began).user).toBeLessThan(1_000_000)
  })

  it('turns a picture upright as its own Exif says, and reads on where that makes no sense', () => {
    const tiff = (orientation: number) =>
      Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0)
    const turned = [
      [1, [1, 2, 3, 4]],
      [3, [4, 3, 2, 1]],
      [6, [3, 1, 4, 2]],
      [8, [2, 4, 1, 3]],
      [9, [1, 2, 3, 4]],
    ] as const
    for (const [orientation, pixels] of turned) {
      expect([...read(pngFile({ ...small, chunks: [['eXIf', tiff(orientation)]] })).pixels]).toEqual(pixels)
    }
    expect([...read(pngFile({ ...small, chunks: [['eXIf', Uint8Array.of(1, 2)]] })).pixels]).toEqual([
      1, 2, 3, 4,
    ])
  })

  it('keeps how opaque pixels are, where some are not', () => {
    const grey = { width: 2, height: 1, depth: 8, type: 4, channels: 2 }
    expect([...(read(pngFile({ ...grey, samples: [9, 0, 9, 200] })).opacity ?? [])]).toEqual([0, 200])
    expect(read(pngFile({ ...grey, samples: [9, 255, 9, 255] })).opacity).toBeUndefined()
  })

  it('refuses a bomb before it unpacks', () => {
    const bomb = pngFile({ ...small, samples: new Array(4).fill(0) })
    const header = bomb.slice(0, 33)
    const inside = chunkOf('IDAT', deflateSync(new Uint8Array(2e8), { level: 1 }))
    const before = process.memoryUsage().rss
    const bytes = Uint8Array.from(Buffer.concat([header, inside, chunkOf('IEND', new Uint8Array())]))
    expect(() => read(bytes)).toThrow(
      /^x.png, offset 33: expected compressed data that holds 6 bytes, found /,
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(30e6)
  })

  it('refuses compressed data with more behind it', () => {
    const pixels = deflateSync(Uint8Array.of(0, 1, 2, 0, 3, 4))
    for (const more of [Uint8Array.of(0), pixels]) {
      const inside = chunkOf('IDAT', Uint8Array.of(...pixels, ...more))
      const bytes = Buffer.concat([pngFile(small).subarray(0, 33), inside, chunkOf('IEND', new Uint8Array())])
      expect(() => read(Uint8Array.from(bytes))).toThrow(/holds 6 bytes, found 6 from \d+ of its \d+ bytes$/)
    }
  })

  function withHeader(width: number, height: number, type = 0): Uint8Array {
    const data = new DataView(new ArrayBuffer(13))
    data.setUint32(0, width)
    data.setUint32(4, height)
    data.setUint8(8, 8)
    data.setUint8(9, type)
    const whole = pngFile(small)
    return Uint8Array.from(
      Buffer.concat([whole.subarray(0, 8), chunkOf('IHDR', new Uint8Array(data.buffer)), whole.subarray(33)]),
    )
  }

  it.each([
    [
      'more than 64 megapixels',
      withHeader(8001, 8000),
      'x.png, offset 16: expected 1 to 64000000 pixels, found 8001 × 8000',
    ],
    ['sizes that overflow', withHeader(0xffffffff, 0xffffffff), 'found 4294967295 × 4294967295'],
    ['no pixels', withHeader(0, 5), 'found 0 × 5'],
    [
      'more pixels than there are',
      withHeader(8000, 8000),
      'expected compressed data that holds 64008000 bytes, found ',
    ],
    [
      'more samples than fit',
      withHeader(8000, 8000, 6),
      'expected at most 134217728 bytes before compression, found 256008000; a smaller copy',
    ],
    [
      'a second header',
      pngFile({ ...small, chunks: [['IHDR', new Uint8Array(13)]] }),
      'expected one chunk IHDR, found another',
    ],
    [
      'a chunk one must know',
      pngFile({ ...small, chunks: [['AbCd', new Uint8Array(1)]] }),
      'x.png, offset 33: expected a chunk that this reader knows, found "AbCd"',
    ],
    ['no palette', pngFile({ ...small, type: 3 }), 'expected a palette, found none'],
    [
      'a place beyond the palette',
      pngFile({ ...small, type: 3, chunks: [['PLTE', new Uint8Array(6)]] }),
      'expected the data of a PNG image, found colour 3 of a palette of 2',
    ],
    [
      'a depth that its type does not have',
      pngFile({ ...small, type: 2, depth: 4, channels: 3, samples: new Array(12).fill(0) }),
      'found type 2 with 4 bits',
    ],
    ['no end', pngFile(small).slice(0, -12), 'expected a PNG chunk, found the end of the file'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(BadInput)
    expect(() => read(bytes)).toThrow(message)
  })
})
