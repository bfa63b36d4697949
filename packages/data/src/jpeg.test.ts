import { BadInput } from '@antigrad/core'
import { encode } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { readJpeg } from './jpeg.js'

/** A JPEG file of a picture that is dark at the upper left and light at the lower right. */
function jpegFile(width: number, height: number): Uint8Array {
  const data = new Uint8Array(4 * width * height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const light = (255 * (pixel % width) + 255 * Math.floor(pixel / width)) / (width + height)
    data.set([light, light, light, 255], 4 * pixel)
  }
  return new Uint8Array(encode({ width, height, data }, 95).data)
}

/** The file with a segment after its first marker. */
function withSegment(bytes: Uint8Array, marker: number, data: readonly number[]): Uint8Array {
  const length = data.length + 2
  return Uint8Array.of(0xff, 0xd8, 0xff, marker, length >> 8, length & 0xff, ...data, ...bytes.subarray(2))
}

/** An Exif segment with one entry, the orientation. */
function exif(orientation: number, little: boolean): number[] {
  const numbers = little
    ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
    : [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  return [...Buffer.from('Exif\0\0'), ...numbers]
}

const read = (bytes: Uint8Array) => readJpeg({ file: 'x.jpg', bytes })
const whole = jpegFile(40, 24)
/** Where the frame's header begins: `ff c0`. */
const frame = whole.findIndex((byte, at) => byte === 0xff && whole[at + 1] === 0xc0)

function withSize(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const other = bytes.slice()
  new DataView(other.buffer).setUint16(frame + 5, height)
  new DataView(other.buffer).setUint16(frame + 7, width)
  return other
}

describe('readJpeg', () => {
  it('reads a baseline image in grey', () => {
    const { width, height, pixels } = read(whole)
    expect([width, height]).toEqual([40, 24])
    for (let pixel = 0; pixel < pixels.length; pixel++) {
      const light = (255 * (pixel % 40) + 255 * Math.floor(pixel / 40)) / 64
      expect(Math.abs(pixels[pixel] - light)).toBeLessThan(6)
    }
  })

  // The dark corner of the picture as it was taken lies at the upper left.
  it.each([
    [1, 'upper left', 40],
    [2, 'upper right', 40],
    [3, 'lower right', 40],
    [4, 'lower left', 40],
    [5, 'upper left', 24],
    [6, 'upper right', 24],
    [7, 'lower right', 24],
    [8, 'lower left', 24],
  ])('turns orientation %i: the first corner comes to the %s', (orientation, corner, expectedWidth) => {
    for (const little of [true, false]) {
      const { width, height, pixels } = read(withSegment(whole, 0xe1, exif(orientation, little)))
      expect([width, height]).toEqual([expectedWidth, 64 - expectedWidth])
      const corners = {
        'upper left': pixels[0],
        'upper right': pixels[width - 1],
        'lower left': pixels[(height - 1) * width],
        'lower right': pixels[pixels.length - 1],
      }
      const darkest = Object.entries(corners).toSorted((a, b) => a[1] - b[1])[0][0]
      expect(darkest).toBe(corner)
    }
  })

  it('reads on where an Exif segment makes no sense', () => {
    for (const data of [[], [...Buffer.from('Exif\0\0')], [...exif(6, true).slice(0, 14)], exif(9, true)]) {
      expect(read(withSegment(whole, 0xe1, data)).width).toBe(40)
    }
  })

  it.each([
    [
      'more than 64 megapixels',
      withSize(whole, 8001, 8000),
      'expected 1 to 64000000 pixels, found 8001 × 8000',
    ],
    ['no pixels', withSize(whole, 0, 24), 'found 0 × 24'],
    [
      'more pixels than its bytes can hold',
      withSize(whole, 8000, 7000),
      `expected at most 512 pixels for each of ${whole.length} bytes`,
    ],
    ['a file cut short', whole.slice(0, -3), 'expected the data of a JPEG image, found'],
    [
      'a lossless frame',
      whole.map((byte, at) => (at === frame + 1 ? 0xc3 : byte)),
      `x.jpg, offset ${frame}: expected a baseline or progressive frame, found marker 0xc3`,
    ],
    [
      'a segment beyond the end',
      whole.slice(0, 12),
      'x.jpg, offset 4: expected a segment that ends within the file',
    ],
    [
      'no frame',
      Uint8Array.of(0xff, 0xd8, 0xff, 0xd9, 0, 0),
      'expected a baseline or progressive frame, found marker 0xd9',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(BadInput)
    expect(() => read(bytes)).toThrow(message)
  })

  it('refuses a second frame that promises more than the first', () => {
    const header = whole.subarray(frame, frame + 2 + 17)
    const larger = Uint8Array.from(header)
    new DataView(larger.buffer).setUint16(5, 8000)
    new DataView(larger.buffer).setUint16(7, 8000)
    const bytes = Uint8Array.of(...whole.subarray(0, frame + 19), ...larger, ...whole.subarray(frame + 19))
    const before = process.memoryUsage().rss
    expect(() => read(bytes)).toThrow(BadInput)
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6)
  })

  it('refuses more scans than a picture needs', () => {
    const large = jpegFile(1000, 500)
    const scan = Uint8Array.of(0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0)
    const bytes = Uint8Array.from(
      Buffer.concat([large.subarray(0, -2), ...new Array(1000).fill(scan), large.subarray(-2)]),
    )
    expect(() => read(bytes)).toThrow(/expected at most 536 scans of so many pixels, found 1001/)
  })
})
