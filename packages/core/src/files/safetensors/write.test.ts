import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSafetensors, type Tensor } from './read.js'
import { writeSafetensors } from './write.js'

/** Names as people choose them, and as nobody should. */
const name = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('__proto__', 'constructor', 'toString', '0', 'layers.0.weight', '"', '\\', '', '\u0000'),
  )
  .filter((text) => text !== '__metadata__')

const tensor: fc.Arbitrary<Tensor> = fc.array(fc.nat(4), { maxLength: 3 }).chain((shape) => {
  const length = shape.reduce((product, size) => product * size, 1)
  // Bits, not numbers: NaN in all its forms must come back as it went.
  return fc
    .array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: length, maxLength: length })
    .map((bits) => ({ shape, values: new Float32Array(Uint32Array.from(bits).buffer) }))
})

const contents = fc.record({
  tensors: fc.uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 6 }),
  metadata: fc.uniqueArray(fc.tuple(name, fc.string({ unit: 'binary' })), {
    selector: ([key]) => key,
    maxLength: 4,
  }),
})

function record(entries: readonly (readonly [string, string])[]): Record<string, string> {
  const made: Record<string, string> = Object.create(null)
  for (const [key, text] of entries) made[key] = text
  return made
}

function bitsOf({ shape, values }: Tensor): [readonly number[], number[]] {
  return [shape, [...new Uint32Array(values.buffer, values.byteOffset, values.length)]]
}

describe('writeSafetensors', () => {
  it('writes what readSafetensors reads, bit for bit, wherever the bytes lie', () => {
    fc.assert(
      fc.property(contents, fc.nat(7), ({ tensors, metadata }, shift) => {
        const bytes = writeSafetensors(new Map(tensors), record(metadata))
        const shifted = new Uint8Array(bytes.length + shift).subarray(shift)
        shifted.set(bytes)
        const read = readSafetensors(shifted, 'a.safetensors')
        expect(new Map([...read.tensors].map(([key, value]) => [key, bitsOf(value)]))).toEqual(
          new Map(tensors.map(([key, value]) => [key, bitsOf(value)])),
        )
        expect(Object.entries(read.metadata).sort()).toEqual(Object.entries(record(metadata)).sort())
        expect(writeSafetensors(read.tensors, read.metadata)).toEqual(bytes)
      }),
      { numRuns: 1000 },
    )
  })

  it('writes the same bytes in whatever order things are given, with the data on multiples of eight', () => {
    fc.assert(
      fc.property(contents, ({ tensors, metadata }) => {
        const bytes = writeSafetensors(new Map(tensors), record(metadata))
        expect(writeSafetensors(new Map(tensors.toReversed()), record(metadata.toReversed()))).toEqual(bytes)
        expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0)
      }),
    )
  })

  // The bytes that the Rust library's own tests expect (safetensors/src/tensor.rs).
  it.each<[string, Map<string, Tensor>, Record<string, string>, string, number]>([
    ['nothing', new Map(), {}, '{}      ', 0],
    ['metadata', new Map(), { framework: 'pt' }, '{"__metadata__":{"framework":"pt"}}     ', 0],
    [
      'a tensor',
      new Map([['attn.0', { shape: [1, 2, 3], values: Float32Array.of(0, 1, 2, 3, 4, 5) }]]),
      {},
      '{"attn.0":{"dtype":"F32","shape":[1,2,3],"data_offsets":[0,24]}}',
      24,
    ],
    [
      'a tensor after padding',
      new Map([['attn0', { shape: [1, 1, 2, 3], values: Float32Array.of(0, 1, 2, 3, 4, 5) }]]),
      {},
      '{"attn0":{"dtype":"F32","shape":[1,1,2,3],"data_offsets":[0,24]}}       ',
      24,
    ],
  ])('writes the bytes of the Rust library: %s', (_, tensors, metadata, header, dataLength) => {
    const bytes = writeSafetensors(tensors, metadata)
    const length = [header.length, 0, 0, 0, 0, 0, 0, 0]
    const values = [0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0, 160, 64]
    expect([...bytes]).toEqual([
      ...length,
      ...new TextEncoder().encode(header),
      ...values.slice(0, dataLength),
    ])
  })

  it('takes values in shared memory, from the middle of a buffer', () => {
    const memory = new Float32Array(new SharedArrayBuffer(32))
    memory.set([1, 2, 3, 4, 5, 6, 7, 8])
    const bytes = writeSafetensors(new Map([['w', { shape: [3], values: memory.subarray(2, 5) }]]))
    expect(readSafetensors(bytes, 'a').tensors.get('w')).toMatchObject({
      shape: [3],
      values: Float32Array.of(3, 4, 5),
    })
  })

  it.each<[string, Map<string, Tensor>, Record<string, string>]>([
    ['a shape for other values', new Map([['w', { shape: [2, 2], values: new Float32Array(3) }]]), {}],
    ['negative sizes', new Map([['w', { shape: [-1, -3], values: new Float32Array(3) }]]), {}],
    ['a fraction', new Map([['w', { shape: [1.5, 2], values: new Float32Array(3) }]]), {}],
    ['the name of the metadata', new Map([['__metadata__', { shape: [], values: new Float32Array(1) }]]), {}],
    ['a lone surrogate', new Map(), { a: '\ud800' }],
    ['a header that nobody would read', new Map(), { a: 'x'.repeat(4 * 2 ** 20) }],
  ])('refuses %s', (_, tensors, metadata) => {
    expect(() => writeSafetensors(tensors, metadata)).toThrow(RangeError)
  })
})
