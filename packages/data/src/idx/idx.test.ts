import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIdx, readIdxHeader } from './idx.js'

/** The bytes of an IDX file of the given shape. */
function idx(shape: readonly number[], values: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length))
  header.setUint32(0, 0x0800 + shape.length)
  for (const [dimension, size] of shape.entries()) header.setUint32(4 + 4 * dimension, size)
  return Uint8Array.of(...new Uint8Array(header.buffer), ...values)
}

const shape = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 300 })),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
)

describe('parseIdx', () => {
  it('gives back shape and values of any file of one or three dimensions, without a copy', () => {
    fc.assert(
      fc.property(shape, fc.integer({ min: 0, max: 255 }), (sizes, first) => {
        const length = sizes.reduce((product, size) => product * size, 1)
        const values = Uint8Array.from({ length }, (_, at) => (first + 7 * at) & 0xff)
        const bytes = idx(sizes, values)
        const read = parseIdx(bytes, 'some-idx')
        expect(read.shape).toEqual(sizes)
        expect(read.values).toEqual(values)
        expect(read.values.buffer).toBe(bytes.buffer)
      }),
    )
  })

  it('reads a view that begins anywhere in its buffer', () => {
    const bytes = idx([2, 1, 2], Uint8Array.of(1, 2, 3, 4))
    const within = new Uint8Array(bytes.length + 3)
    within.set(bytes, 3)
    expect(parseIdx(within.subarray(3), 'x')).toEqual(parseIdx(bytes, 'x'))
  })

  it.each([
    [Uint8Array.of(), 'x, offset 0: expected an IDX header of 4 bytes or more, found 0 bytes'],
    [
      Uint8Array.of(0x1f, 0x8b, 8, 0),
      'x, offset 0: expected the two zeros that begin an IDX file, found 0x1f 0x8b',
    ],
    [
      Uint8Array.of(0, 0, 10, 1),
      'x, offset 2: expected a type of 0x08 (unsigned bytes), 0x09 (signed bytes), 0x0b (int16), 0x0c (int32), ' +
        '0x0d (float32), 0x0e (float64), found 0x0a',
    ],
    [Uint8Array.of(0, 0, 8, 5), 'x, offset 3: expected 1 dimension (labels) or 2 to 4 (images), found 5'],
    [Uint8Array.of(0, 0, 8, 1, 0), 'x, offset 5: expected a header of 8 bytes, found the end of the file'],
    [idx([0], Uint8Array.of()), 'x, offset 4: expected a dimension of 1 or more, found 0: an empty set'],
    [
      idx([3], Uint8Array.of(1, 2)),
      'x, offset 10: expected 11 bytes in all, as its header of 3 promises, found 10 bytes',
    ],
    [
      idx([1], Uint8Array.of(1, 2)),
      'x, offset 9: expected 9 bytes in all, as its header of 1 promises, found 10 bytes',
    ],
    [
      idx([0xffffffff, 0xffffffff, 0xffffffff], Uint8Array.of()),
      'x, offset 16: expected 7.9228162458924105e+28 bytes in all, as its header of ' +
        '4294967295 × 4294967295 × 4294967295 promises, found 16 bytes',
    ],
  ])('refuses case %#', (bytes, message) => {
    expect(() => parseIdx(bytes, 'x')).toThrow(new BadInput(message))
  })
})

describe('readIdxHeader', () => {
  it('knows the length of the file from its first 16 bytes', () => {
    const header = idx([60000, 28, 28], Uint8Array.of())
    expect(readIdxHeader(header, 'x')).toEqual({
      shape: [60000, 28, 28],
      type: 8,
      size: 1,
      offset: 16,
      length: 47040016,
    })
  })
})

describe('the types of the format', () => {
  it.each([
    [9, 1, [-128, -1, 127], (view: DataView, at: number, value: number) => view.setInt8(at, value)],
    [11, 2, [-32768, -2, 32767], (view: DataView, at: number, value: number) => view.setInt16(at, value)],
    [
      12,
      4,
      [-(2 ** 31), 3, 2 ** 31 - 1],
      (view: DataView, at: number, value: number) => view.setInt32(at, value),
    ],
    [13, 4, [-0.5, 0.1, 3e38], (view: DataView, at: number, value: number) => view.setFloat32(at, value)],
    [14, 8, [-0.5, 0.1, 1e300], (view: DataView, at: number, value: number) => view.setFloat64(at, value)],
  ] as const)('reads values of type %i, big-endian', (type, size, values, write) => {
    const bytes = new Uint8Array(8 + size * values.length)
    bytes.set([0, 0, type, 1, 0, 0, 0, values.length])
    const view = new DataView(bytes.buffer)
    for (const [n, value] of values.entries()) write(view, 8 + n * size, value)
    const found = [...parseIdx(bytes, 'x').values]
    expect(found).toEqual(type === 13 ? values.map(Math.fround) : values)
  })
})
