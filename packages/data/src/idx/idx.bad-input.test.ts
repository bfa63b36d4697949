import { gzipSync } from 'node:zlib'
import type { Dataset } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDigits } from '../digits.js'
import { answer, flips, joined, mutants, truncations } from '../fixtures/mutants.js'
import { type IdxPart, idxDataset, idxSplit } from './idx-dataset.js'

const COUNT = 12

function idx(shape: readonly number[], values: Uint8Array): Uint8Array {
  return Uint8Array.of(0, 0, 8, shape.length, ...shape.flatMap((size) => [0, 0, 0, size]), ...values)
}

const images = idx(
  [COUNT, 5, 4],
  Uint8Array.from({ length: COUNT * 20 }, (_, at) => (at * at) & 0xff),
)
const labels = idx(
  [COUNT],
  Uint8Array.from({ length: COUNT }, (_, at) => at % 10),
)
const [zippedImages, zippedLabels] = [images, labels].map((bytes) => new Uint8Array(gzipSync(bytes)))

function part(some: { images?: Uint8Array; labels?: Uint8Array }): IdxPart {
  return {
    images: { file: 'some-idx', bytes: some.images ?? images },
    labels: { file: 'some-idx', bytes: some.labels ?? labels },
  }
}

/** Reads it, and checks that what was read holds together. */
function read(some: { images?: Uint8Array; labels?: Uint8Array }): Dataset | undefined {
  const dataset = answer('some-idx', () => idxDataset('some', part(some), { classes: 10 }))
  if (!dataset) return undefined
  expect(dataset.features.length).toBe(dataset.count * dataset.inputs)
  expect(dataset.labels?.length).toBe(dataset.count)
  expect(dataset.labels?.every((label) => label < dataset.outputs)).toBe(true)
  return dataset
}

const whole = [
  { what: 'images', name: 'images', bytes: images },
  { what: 'labels', name: 'labels', bytes: labels },
  { what: 'zipped images', name: 'images', bytes: zippedImages },
  { what: 'zipped labels', name: 'labels', bytes: zippedLabels },
]

describe('IDX files, whatever bytes they are', () => {
  it.each(whole)('refuses $what cut off at any length', ({ name, bytes }) => {
    for (const cut of truncations(bytes)) expect(read({ [name]: cut })).toBeUndefined()
  })

  it.each(whole.slice(0, 2))('refuses $what with any bit of the header flipped', ({ name, bytes }) => {
    // A flip may leave the product of the sizes as it was only if it changes none: each is seen, but for the one that says
    // signed bytes instead of unsigned ones, which is another file, as long and as whole.
    const isSigned = (flipped: Uint8Array): boolean => flipped[2] === 9
    for (const flipped of flips(bytes, name === 'images' ? 16 : 8)) {
      const dataset = read({ [name]: flipped })
      if (!isSigned(flipped)) expect(dataset).toBeUndefined()
    }
  })

  it.each(whole.slice(2))(
    'reads the same $what or refuses, with any bit of the gzip file flipped',
    ({ name, bytes }) => {
      let refused = 0
      const expected = { ...read({}), features: [...(read({})?.features ?? [])] }
      const all = flips(bytes)
      for (const flipped of all) {
        const dataset = read({ [name]: flipped })
        if (!dataset) refused++
        else expect({ ...dataset, features: [...dataset.features] }).toEqual(expected)
      }
      // Free to differ are time, system and hint of the gzip header, a flag that says "text", and the bits that
      // fill the last byte of the deflate stream.
      expect(all.length - refused).toBeLessThanOrEqual(8 * 6 + 1 + 7)
    },
  )

  it('refuses sizes that overflow, however they multiply', () => {
    const size = fc.constantFrom(0, 1, 2, 20, 65536, 0x10000000, 0x80000000, 0xaaaaaaab, 0xffffffff)
    fc.assert(
      fc.property(size, size, size, (count, height, width) => {
        const lying = images.slice()
        const view = new DataView(lying.buffer)
        for (const [dimension, value] of [count, height, width].entries())
          view.setUint32(4 + 4 * dimension, value)
        expect(read({ images: lying })).toBeUndefined()
        expect(read({ images: new Uint8Array(gzipSync(lying)) })).toBeUndefined()
      }),
      { numRuns: 700 },
    )
  })

  it('answers 5,000 mutants of each with a dataset or one line, and keeps to the memory of the files', () => {
    const before = process.memoryUsage().rss
    for (const { name, bytes } of whole) {
      fc.assert(
        fc.property(mutants(bytes), (mutant) => void read({ [name]: mutant })),
        { numRuns: 5000 },
      )
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(500e6)
  })

  it('answers any pair of parts', () => {
    fc.assert(
      fc.property(mutants(images), mutants(labels), (otherImages, otherLabels) => {
        answer('some-idx', () =>
          idxSplit('some', part({ images: otherImages }), part({ labels: otherLabels })),
        )
        answer('some-idx', () =>
          idxSplit('some', part({ labels: otherLabels }), part({ images: otherImages })),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('refuses joined members of mutants too', () => {
    fc.assert(
      fc.property(mutants(zippedLabels), (mutant) => {
        expect(read({ labels: joined(zippedLabels, mutant, zippedLabels) })).toBeUndefined()
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the digits of the package mnist, whatever bytes they are', () => {
  const text = new Uint8Array(
    Buffer.from(`{ "data": [${Array.from({ length: 784 }, (_, at) => (at % 7 ? 0 : 0.149))}]}`),
  )

  it('answers 10,000 mutants with whole images or one line', () => {
    fc.assert(
      fc.property(mutants(text), (bytes) => {
        const pixels = answer('0.json', () => parseDigits({ file: '0.json', bytes }))
        if (pixels) expect(pixels.length % 784).toBe(0)
      }),
      { numRuns: 10_000 },
    )
  })
})
