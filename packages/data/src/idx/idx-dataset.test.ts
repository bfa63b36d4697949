import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { FileBytes } from '../file-bytes.js'
import { type IdxPart, idxDataset, idxSplit } from './idx-dataset.js'

function idx(file: string, shape: readonly number[], values: readonly number[]): FileBytes {
  const sizes = shape.flatMap((size) => [0, 0, size >> 8, size & 0xff])
  return { file, bytes: Uint8Array.of(0, 0, 8, shape.length, ...sizes, ...values) }
}

const images = idx('images', [2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
const labels = idx('labels', [2], [3, 0])
const zip = ({ file, bytes }: FileBytes) => ({ file: `${file}.gz`, bytes: gzipSync(bytes) })

describe('idxDataset', () => {
  it('pairs images and labels, zipped or not', () => {
    const expected = {
      name: 'two',
      count: 2,
      inputs: 6,
      outputs: 2,
      labels: Uint32Array.of(1, 0),
      classes: ['0', '3'],
      image: { width: 3, height: 2 },
    }
    for (const part of [
      { images, labels },
      { images: zip(images), labels: zip(labels) },
    ]) {
      const dataset = idxDataset('two', part)
      expect(dataset).toMatchObject(expected)
      expect([...dataset.features]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    }
  })

  it('turns images upright that lie column by column', () => {
    const dataset = idxDataset('two', { images, labels }, { transposed: true })
    expect([...dataset.features]).toEqual([1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12])
    expect(dataset.image).toEqual({ width: 2, height: 3 })
  })

  const refused: [string, IdxPart, { classes?: number }, string][] = [
    [
      'images for labels',
      { images: labels, labels },
      {},
      'labels, offset 3: expected 2 to 4 dimensions (images), found 1',
    ],
    [
      'labels for images',
      { images, labels: images },
      {},
      'images, offset 3: expected 1 dimension (labels), found 3',
    ],
    [
      'counts that differ',
      { images, labels: idx('labels', [3], [0, 1, 2]) },
      {},
      'labels, offset 4: expected 2 labels, one for each image of images, found 3',
    ],
    [
      'a label out of range',
      { images, labels },
      { classes: 3 },
      'labels, offset 8: expected a class of training, "0", "1", "2", found 3',
    ],
  ]
  it.each(refused)('refuses %s', (_, part, options, message) => {
    expect(() => idxDataset('x', part, options)).toThrow(message)
  })
})

describe('idxSplit', () => {
  it('has as many classes in both parts as the training part has', () => {
    const { train, test } = idxSplit('x', { images, labels }, { images, labels: idx('t10k', [2], [0, 0]) })
    expect([train.outputs, test.outputs, test.classes.length]).toEqual([2, 2, 2])
    expect([train.name, test.name]).toEqual(['x, train', 'x, test'])
  })

  it('refuses a class in the test part that the training part lacks', () => {
    for (const other of [1, 4]) {
      const test = { images, labels: idx('t10k', [2], [0, other]) }
      expect(() => idxSplit('x', { images, labels }, test)).toThrow(
        `t10k, offset 9: expected a class of training, "0", "3", found ${other}`,
      )
    }
  })

  it('refuses test images of another size', () => {
    const test = { images: idx('other', [2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), labels }
    expect(() => idxSplit('x', { images, labels }, test)).toThrow(
      'other, offset 8: expected images of 3 × 2 as in images, found 2 × 3',
    )
  })
})
