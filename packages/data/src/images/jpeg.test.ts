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

/** The file without the segments of a marker. */
function without(bytes: Uint8Array, marker: number): Uint8Array {
  const parts: Uint8Array[] = []
  for (let at = 2; bytes[at + 1] !== 0xda; ) {
    const end = at + 2 + (bytes[at + 2] << 8) + bytes[at + 3]
    if (bytes[at + 1] !== marker) parts.push(bytes.subarray(at, end))
    at = end
  }
  return Uint8Array.from(Buffer.concat([bytes.subarray(0, 2), ...parts, bytes.subarray(scanOf(bytes))]))
}

/** Where the header of the scan begins: `ff da`. */
function scanOf(bytes: Uint8Array): number {
  return bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xda)
}

/** The file with a restart in its coded data. */
function withRestart(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(...bytes.subarray(0, -10), 0xff, 0xd0, ...bytes.subarray(-10))
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

  it('takes three components for red, green and blue where Adobe says that nothing was transformed', () => {
    const data = new Uint8Array(4 * 16 * 16).map((_, at) => [200, 40, 90, 255][at % 4])
    const coded = new Uint8Array(encode({ width: 16, height: 16, data }, 100).data)
    const adobe = (transform: number) =>
      withSegment(coded, 0xee, [...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, transform])
    // Luma, and what differs in blue and red from it (JFIF 1.02), taken for red, green and blue as they are.
    const luma = 0.299 * 200 + 0.587 * 40 + 0.114 * 90
    const [blue, red] = [128 + (90 - luma) / 1.772, 128 + (200 - luma) / 1.402]
    const asColours = 0.299 * luma + 0.587 * blue + 0.114 * red
    for (const [bytes, expected] of [
      [coded, luma],
      [adobe(1), luma],
      [adobe(0), asColours],
    ] as const) {
      for (const value of read(bytes).pixels) expect(Math.abs(value - expected)).toBeLessThan(3)
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
      'expected at most 512 pixels for each of ',
    ],
    [
      'a file cut short',
      whole.slice(0, -3),
      `x.jpg, offset ${whole.length - 3}: expected the marker of a segment, found the end of the file`,
    ],
    [
      'coded data that ends early',
      Uint8Array.of(...whole.subarray(0, -20), 0xff, 0xd9),
      'expected the data of a JPEG image, found unexpected marker: ffd9',
    ],
    ['no tables', without(whole, 0xdb), 'expected the data of a JPEG image, found damage'],
    [
      'samples of 12 bits',
      whole.map((byte, at) => (at === frame + 4 ? 12 : byte)),
      `x.jpg, offset ${frame + 4}: expected samples of 8 bits, found 12`,
    ],
    [
      'two components',
      whole.map((byte, at) => (at === frame + 9 ? 2 : byte)),
      `offset ${frame + 9}: expected 1, 3 or 4 components of 3 bytes, found 2 in a header of 17 bytes`,
    ],
    [
      'a component without blocks',
      whole.map((byte, at) => (at === frame + 11 ? 0x10 : byte)),
      'expected components with ids of their own, 1 to 4 × 1 to 4, found 1: 1 × 0, ',
    ],
    [
      'two components of one name',
      whole.map((byte, at) => (at === frame + 13 ? 1 : byte)),
      'expected components with ids of their own, 1 to 4 × 1 to 4, found 1: ',
    ],
    [
      'tables that are longer than their segment',
      whole.map((byte, at) => (at === whole.indexOf(0xdb) + 3 ? 0x10 : byte)),
      'expected tables that fill their segment, found others',
    ],
    ['restarts that nobody announced', withRestart(whole), 'expected at most 0 restarts, found 1'],
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

  // The decoder takes its limit in megapixels: 21 pixels were more than 21 / 10⁶ of them.
  it.each([
    [3, 7],
    [5, 7],
    [6, 7],
    [1, 1],
    [17, 9],
  ])('reads an image of %i × %i', (width, height) => {
    expect(read(jpegFile(width, height))).toMatchObject({ width, height })
  })

  it('does not look at what is behind the image, or at segments that it does not need', () => {
    const { pixels } = read(whole)
    const noise = [0xff, 0xda, 0, 255, 0xff, 0xc2, 9]
    expect(read(Uint8Array.of(...whole, ...noise)).pixels).toEqual(pixels)
    for (const marker of [0xe0, 0xe2, 0xfe]) {
      expect(read(withSegment(whole, marker, noise)).pixels).toEqual(pixels)
    }
  })

  it('refuses a second frame', () => {
    const header = whole.subarray(frame, frame + 2 + 17)
    const larger = Uint8Array.from(header)
    new DataView(larger.buffer).setUint16(5, 8000)
    new DataView(larger.buffer).setUint16(7, 8000)
    const bytes = Uint8Array.of(...whole.subarray(0, frame + 19), ...larger, ...whole.subarray(frame + 19))
    expect(() => read(bytes)).toThrow(`x.jpg, offset ${frame + 19}: expected one frame, found another`)
  })

  it('refuses a scan that visits a component again and again', () => {
    const scan = scanOf(whole)
    const again = Array.from({ length: 124 }, () => [1, 0]).flat()
    const header = [0xff, 0xda, 0, 6 + 2 * 124, 124, ...again, 0, 63, 0]
    const bytes = Uint8Array.of(...whole.subarray(0, scan), ...header, ...whole.subarray(scan + 14))
    expect(() => read(bytes)).toThrow(`x.jpg, offset ${scan + 4}: expected each component once, of 1, 2, 3,`)
  })

  it('refuses more scans than a picture needs', () => {
    const large = jpegFile(1000, 500)
    const scan = Uint8Array.of(0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0)
    const bytes = Uint8Array.from(
      Buffer.concat([large.subarray(0, -2), ...new Array(1000).fill(scan), large.subarray(-2)]),
    )
    expect(() => read(bytes)).toThrow(/expected scans that visit at most 2097152 blocks, found \d{7}$/)
  })
  it('refuses in a second what would take longer, and damage in what would not', () => {
    const large = jpegFile(1600, 1200)
    const began = process.cpuUsage()
    expect(() => read(withSize(large, 6000, 4000))).toThrow(
      /: expected at most 300000 blocks .*, found 6000 × 4000, 1125000 blocks; a smaller copy of the picture will do$/,
    )
    expect(() => read(withSize(large, 2900, 2200))).toThrow('found unexpected marker: ffd9')
    expect(process.cpuUsage(began).user).toBeLessThan(1_000_000)
  })
})
