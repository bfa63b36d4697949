import fc from 'fast-check'
import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { toMnistForm } from '../drawn-digits/mnist-form.js'
import { answer, flips, mutants, truncations } from '../fixtures/mutants.js'
import { pngFile } from '../fixtures/png-file.js'
import { readImage } from './image.js'

const FILE = 'some.image'
const rgba = Uint8Array.from({ length: 4 * 12 * 9 }, (_, at) => (at * 29) & 0xff)
const jpeg = new Uint8Array(encodeJpeg({ width: 12, height: 9, data: rgba }, 50).data)
const png = encodePng({ width: 12, height: 9, data: rgba, channels: 4, depth: 8 })
const palette = pngFile({
  ...{
    width: 5,
    height: 3,
    depth: 2,
    type: 3,
    channels: 1,
    samples: [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2],
  },
  chunks: [['PLTE', Uint8Array.from({ length: 12 }, (_, at) => at * 20)]],
})

/** Reads it, and checks that what was read holds together. */
function read(bytes: Uint8Array): boolean {
  const image = answer(FILE, () => readImage(bytes, FILE))
  if (!image) return false
  expect(image.width * image.height).toBe(image.pixels.length)
  return true
}

const files = [
  { what: 'a PNG file', bytes: png, mutated: 5000 },
  { what: 'a PNG file with a palette', bytes: palette, mutated: 5000 },
  { what: 'a JPEG file', bytes: jpeg, mutated: 10_000 },
]

describe('pictures, whatever bytes they are', () => {
  it.each(files)('reads $what, and refuses it cut off at any length', ({ bytes }) => {
    expect(read(bytes)).toBe(true)
    expect(truncations(bytes).map(read)).not.toContain(true)
  })

  it.each(files.slice(0, 2))(
    'refuses $what with any bit flipped: each byte of it is checked',
    ({ bytes }) => {
      expect(flips(bytes).map(read)).not.toContain(true)
    },
  )

  it('answers a JPEG file with any bit flipped', () => {
    for (const flipped of flips(jpeg)) read(flipped)
  })

  it.each(files)('answers $mutated mutants of $what, without much memory', ({ bytes, mutated }) => {
    const before = process.memoryUsage().rss
    fc.assert(
      fc.property(mutants(bytes), (mutant) => void read(mutant)),
      { numRuns: mutated },
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(500e6)
  })

  it('answers any bytes', () => {
    const begin = fc.constantFrom(
      png.subarray(0, 8),
      png.subarray(0, 33),
      jpeg.subarray(0, 3),
      new Uint8Array(),
    )
    fc.assert(
      fc.property(
        begin,
        fc.uint8Array({ maxLength: 100 }),
        (first, rest) => void read(Uint8Array.of(...first, ...rest)),
      ),
      { numRuns: 1000 },
    )
  })

  it('brings any picture to the form of MNIST', () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
      .chain(([width, height]) =>
        fc
          .uint8Array({ minLength: width * height, maxLength: width * height })
          .map((pixels) => ({ width, height, pixels })),
      )
    fc.assert(
      fc.property(picture, (image) => {
        const form = toMnistForm(image)
        expect(form.length).toBe(784)
        expect(form.every((value) => value === 0) || form.includes(255)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
