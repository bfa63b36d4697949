import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { BadInput, FileError, UsageError } from '@antigrad/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTable, openTableFeatures } from './formats/table.js'
import { readTableSource } from './formats/table-source.js'
import { openDataset } from './open.js'

const options = { seed: 1 }
const FASHION = '/usr/share/datasets/fashion-mnist'

function idx(shape: readonly number[], values: readonly number[]): Uint8Array {
  return Uint8Array.of(0, 0, 8, shape.length, ...shape.flatMap((size) => [0, 0, 0, size]), ...values)
}

function sizes(labels: Uint32Array | undefined): number[] {
  const counts = new Array<number>(10).fill(0)
  for (const label of labels ?? []) counts[label]++
  return counts
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-idx-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('openDataset', () => {
  it('opens the digits of the package mnist', async () => {
    const { train, test } = await openDataset('mnist', options)
    expect([train.name, train.count, test.name, test.count]).toEqual([
      'mnist, train',
      8000,
      'mnist, test',
      2000,
    ])
    const half = await openDataset('mnist', { seed: 1, testFraction: 0.5 })
    expect([half.train.count, half.test.count]).toEqual([5000, 5000])
  })

  it('opens the official digits, of which the package mnist has the first 10,000 to train on', async () => {
    const { train, test } = await openDataset('mnist-full', options)
    expect([train.count, test.count, train.inputs, train.outputs]).toEqual([60_000, 10_000, 784, 10])
    // The counts of LeCun's own files.
    expect(sizes(train.labels)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    expect(sizes(test.labels)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    const small = await openDataset('mnist', options)
    const key = (features: Uint8Array | Float32Array, example: number) =>
      features.subarray(784 * example, 784 * (example + 1)).join()
    const first = new Set(Array.from({ length: 10_000 }, (_, example) => key(train.features, example)))
    expect(
      Array.from({ length: 2000 }, (_, n) => first.has(key(small.test.features, n))).every(Boolean),
    ).toBe(true)
  })

  it.skipIf(!existsSync(FASHION))(
    'opens Fashion-MNIST as Debian packages it (dataset-fashion-mnist)',
    async () => {
      const { train, test } = await openDataset(FASHION, options)
      expect([train.name, train.count, test.count, train.outputs]).toEqual([
        'fashion-mnist, train',
        60_000,
        10_000,
        10,
      ])
      expect(sizes(train.labels)).toEqual(new Array(10).fill(6000))
      expect(sizes(test.labels)).toEqual(new Array(10).fill(1000))
    },
  )

  it('opens one set of several in a folder, and turns those of EMNIST upright', async () => {
    for (const set of ['emnist-digits', 'other']) {
      for (const part of ['train', 'test']) {
        const images = idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
        writeFileSync(join(folder, `${set}-${part}-images-idx3-ubyte.gz`), gzipSync(images))
        writeFileSync(join(folder, `${set}-${part}-labels-idx1-ubyte`), idx([2], [0, 1]))
      }
    }
    const emnist = await openDataset(join(folder, 'emnist-digits'), options)
    expect([...emnist.train.features]).toEqual([1, 3, 2, 4, 5, 7, 6, 8])
    expect(emnist.test.name).toBe('emnist-digits, test')
    expect([...(await openDataset(join(folder, 'other'), options)).test.features]).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ])
    await expect(openDataset(folder, options)).rejects.toThrow(/expected one image set, found 2; choose one/)
  })

  it('opens a table, and another in the form of the first', async () => {
    const path = join(folder, 'points.CSV')
    const rows = Array.from({ length: 50 }, (_, n) => `${n},${n % 2 ? 'odd' : 'even'}`)
    writeFileSync(path, `number,kind\n${rows.join('\n')}\n`)
    await expect(openDataset(path, options)).rejects.toThrow(UsageError)
    const { train, test, form } = await openDataset(path, { ...options, label: 'kind' })
    expect([train.name, train.count, test.count]).toEqual([`${path}, train`, 40, 10])
    if (!form) throw new Error('a table has a form')
    expect((await openTable(path, form)).classes).toEqual(['even', 'odd'])
    expect((await openTableFeatures(path, form)).length).toBe(50)
  })

  it('says in one line what it cannot open', async () => {
    const nothing = join(folder, 'nothing')
    await expect(openDataset(nothing, options)).rejects.toThrow(
      new BadInput(
        `${nothing}: expected mnist, mnist-full, a table (.csv .tsv .json .jsonl .npy .parquet .arrow .arff .libsvm), a .npz file, a folder of pictures by class, a folder of IDX files or one of its sets, found nothing there`,
      ),
    )
    const book = join(folder, 'book.xlsx')
    writeFileSync(book, 'PK')
    for (const read of [() => openDataset(book, options), () => readTableSource(book)]) {
      await expect(read()).rejects.toThrow(/found a workbook: save its sheet as \.csv$/)
    }
    await expect(openDataset(join(folder, 'a\nb'), options)).rejects.toThrow(/^[^\n]*$/)
    await expect(openDataset('a\0b', options)).rejects.toThrow(BadInput)
    await expect(openDataset('', options)).rejects.toThrow(BadInput)
    const empty = mkdtempSync(join(folder, 'empty-'))
    await expect(openDataset(empty, options)).rejects.toThrow(/expected the IDX files/)
    await expect(readTableSource(join(empty, '..'))).rejects.toThrow(
      'expected a file, found a folder: name the files in it',
    )
    writeFileSync(join(folder, 'image.what'), new Uint8Array(9))
    await expect(openDataset(join(folder, 'image.what'), options)).rejects.toThrow(
      "found a file of type '.what'",
    )
  })

  it('does not wait for a pipe that nobody writes to', async () => {
    const pipes = mkdtempSync(join(folder, 'pipes-'))
    execFileSync('mkfifo', [join(pipes, 'train-images-idx3-ubyte')])
    for (const name of ['train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte']) {
      writeFileSync(join(pipes, name), idx([1], [0]))
    }
    await expect(openDataset(pipes, options)).rejects.toThrow('expected a file, found something else')
  })

  it('refuses options out of range', async () => {
    await expect(openDataset('mnist', { seed: 0.5 })).rejects.toThrow(UsageError)
    for (const testFraction of [0, 1, -1, Number.NaN]) {
      await expect(openDataset('mnist', { seed: 1, testFraction })).rejects.toThrow(UsageError)
    }
  })

  it('tells a file that the system refuses from one that is bad', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0)
    // Root may read all; for as long as this takes it is nobody.
    const root = process.getuid?.() === 0
    if (root) process.seteuid?.(65534)
    try {
      await expect(openDataset(closed, options)).rejects.toThrow(
        new FileError(`${closed}: cannot be read (EACCES)`),
      )
    } finally {
      if (root) process.seteuid?.(0)
      chmodSync(closed, 0o700)
    }
  })
})
