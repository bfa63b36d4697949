import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIdxNames } from './idx-names.js'

const spelled = fc.record({
  set: fc.constantFrom('', 'emnist-digits-', 'emnist-byclass-', 'kuzushiji-'),
  test: fc.constantFrom('t10k', 'test'),
  dot: fc.constantFrom('-', '.'),
  gz: fc.constantFrom('', '.gz'),
})

describe('findIdxNames', () => {
  it('finds the four files in every spelling, in any order, among others', () => {
    fc.assert(
      fc.property(spelled, fc.infiniteStream(fc.nat()), ({ set, test, dot, gz }, order) => {
        const name = (part: string, kind: string) => `${set}${part}-${kind.replace('-', dot)}-ubyte${gz}`
        const expected = {
          set: set.slice(0, -1),
          train: { images: name('train', 'images-idx3'), labels: name('train', 'labels-idx1') },
          test: { images: name(test, 'images-idx3'), labels: name(test, 'labels-idx1') },
        }
        const names = [
          'README',
          'train-images.png',
          ...Object.values({ ...expected.train }),
          ...Object.values(expected.test),
        ]
        const keys = new Map(names.map((each) => [each, order.next().value]))
        const mixed = names.toSorted((a, b) => Number(keys.get(a)) - Number(keys.get(b)))
        expect(findIdxNames(mixed, 'folder')).toEqual(expected)
      }),
    )
  })

  const digits = ['train-images-idx3', 'train-labels-idx1', 'test-images-idx3', 'test-labels-idx1'].map(
    (name) => `emnist-digits-${name}-ubyte.gz`,
  )
  const letters = digits.map((name) => name.replace('digits', 'letters'))

  it('takes the set that is wanted where there are several, and asks where none is', () => {
    expect(findIdxNames([...digits, ...letters], 'f', 'emnist-letters').train.images).toBe(letters[0])
    expect(() => findIdxNames([...digits, ...letters], 'f')).toThrow(
      'f: expected one image set, found 2; choose one: f/emnist-digits, f/emnist-letters',
    )
  })

  it('takes the file that is not gzipped where both are there', () => {
    const plain = digits.map((name) => name.slice(0, -3))
    expect(findIdxNames([...digits, ...plain], 'f').test?.labels).toBe(plain[3])
  })

  it('says which file is missing', () => {
    expect(() => findIdxNames(digits.slice(0, 3), 'f')).toThrow(
      /^f: expected an IDX file of test labels beside /,
    )
    expect(() => findIdxNames([], 'f')).toThrow(BadInput)
  })
})
