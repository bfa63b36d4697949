import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type AnyFeatures, type Dataset, type SplitDataset, Trainer, weightBytes } from '@antigrad/core'
import { afterAll, describe, expect, it } from 'vitest'
import { closeFeatures, featureFilePlace, openFeatureFile } from '../feature-file.js'
import { featurePieces, type ReadableFeatures } from '../feature-pieces.js'
import { openFeatureFiles } from '../fixtures/open-feature-files.js'
import { openIdx, openIdxTest } from '../formats/idx.js'
import { isLargeDataset } from '../open.js'
import { splitValidation } from '../validation.js'

const COUNT = 2500
const SIZES = [4, 3]
const folder = mkdtempSync(join(tmpdir(), 'antigrad-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Write = (view: DataView, at: number, value: number) => void

/** Values of each type: the pixel n of so many, from 0 to 1, as a file has it. */
const TYPES: Record<
  string,
  readonly [code: number, size: number, pixel: (x: number) => number, write: Write]
> = {
  bytes: [8, 1, (x) => Math.floor(256 * x), (view, at, value) => view.setUint8(at, value)],
  'bytes of 0 and 1': [8, 1, (x) => Math.round(x), (view, at, value) => view.setUint8(at, value)],
  'signed bytes': [9, 1, (x) => Math.floor(256 * x) - 128, (view, at, value) => view.setInt8(at, value)],
  'int16 beyond bytes': [
    11,
    2,
    (x) => Math.floor(900 * x) - 30,
    (view, at, value) => view.setInt16(at, value),
  ],
  'float32 of bytes': [
    13,
    4,
    (x) => Math.floor(256 * x) / 255,
    (view, at, value) => view.setFloat32(at, value),
  ],
  float64: [14, 8, (x) => 3 * x - 1, (view, at, value) => view.setFloat64(at, value)],
}

function idx(code: number, size: number, shape: readonly number[], values: readonly number[], write: Write) {
  const begin = 4 + 4 * shape.length
  const view = new DataView(new ArrayBuffer(begin + size * values.length))
  view.setUint16(2, 256 * code + shape.length)
  for (const [at, length] of shape.entries()) view.setUint32(4 + 4 * at, length)
  for (const [at, value] of values.entries()) write(view, begin + size * at, value)
  return new Uint8Array(view.buffer)
}

const [, , , writeByte] = TYPES.bytes

/** A folder of a set of such a type; its test files are left out where it is to have none. */
function written(type: string, hasTest = true): string {
  const [code, size, pixel, write] = TYPES[type]
  const path = mkdtempSync(join(folder, 'set-'))
  for (const [name, count] of [['train', COUNT], ...(hasTest ? [['t10k', 100] as const] : [])] as const) {
    const random = (n: number): number => (Math.abs(Math.sin(n + count) * 9999) % 1) * ((n % 3) / 2)
    const pixels = Array.from({ length: count * SIZES[0] * SIZES[1] }, (_, n) => pixel(random(n)))
    writeFileSync(join(path, `${name}-images-idx3-ubyte`), idx(code, size, [count, ...SIZES], pixels, write))
    const labels = Array.from({ length: count }, (_, n) => n % 3)
    writeFileSync(join(path, `${name}-labels-idx1-ubyte`), idx(8, 1, [count], labels, writeByte))
  }
  return path
}

const options = { seed: 1, storeAbove: 2 ** 27 }
const inMemory = (path: string, others = {}) => openIdx('set', path, { ...options, ...others })
const fromFile = (path: string, others = {}) => openIdx('set', path, { ...options, ...others }, 100)
const testAlone = (path: string, others = {}, most = 100) =>
  openIdxTest('set', path, { ...options, storeAbove: undefined, ...others }, most)

/** Packs some files of a set. */
function pack(path: string, names: RegExp): void {
  for (const name of readdirSync(path).filter((name) => names.test(name))) {
    writeFileSync(join(path, `${name}.gz`), gzipSync(readFileSync(join(path, name)), { level: 1 }))
    rmSync(join(path, name))
  }
}

/** All features as floats. */
function floatsOf({ features, inputs }: Dataset<ReadableFeatures>): Float32Array {
  const scale = features instanceof Uint8Array ? 255 : 1
  const floats = new Float32Array(features.length)
  let at = 0
  for (const piece of featurePieces(features, inputs)) for (const value of piece) floats[at++] = value / scale
  return floats
}

function weightsOf(dataset: SplitDataset<AnyFeatures>): Uint8Array {
  const trainer = new Trainer({ dataset, hidden: [8], batchSize: 16, learningRate: 0.5, seed: 1 })
  for (let epoch = 0; epoch < 2; epoch++) trainer.epoch()
  return weightBytes(trainer.network.architecture, trainer.network.parameters)
}

describe('images that are too many for memory', () => {
  it.each(Object.keys(TYPES))('are those that %s are in memory, and give the same weights', async (type) => {
    const path = written(type)
    for (const transposed of [false, true]) {
      const [expected, found] = [await inMemory(path, { transposed }), await fromFile(path, { transposed })]
      expect('read' in found.train.features).toBe(true)
      for (const part of ['train', 'test'] as const) {
        expect({ ...found[part], features: floatsOf(found[part]) }).toEqual({
          ...expected[part],
          features: floatsOf(expected[part]),
        })
      }
      expect(weightsOf(found)).toEqual(weightsOf(expected))
      closeFeatures(found.train.features)
    }
  })

  it.each(Object.keys(TYPES))('of %s are tested where they lie, as they would be in memory', async (type) => {
    const path = written(type)
    for (const transposed of [false, true]) {
      const { test: expected } = await inMemory(path, { transposed })
      // None, those to train on, and both are too large.
      for (const most of [1e6, 1e4, 100]) {
        const found = await testAlone(path, { transposed }, most)
        expect('read' in found.features).toBe(most < 1e6)
        expect({ ...found, features: floatsOf(found) }).toEqual({
          ...expected,
          features: floatsOf(expected),
        })
      }
    }
  })

  it('are held back of a set without test files as in training, without a file', async () => {
    const path = written('float64', false)
    for (const others of [{}, { seed: 2 }, { testFraction: 0.4 }]) {
      const before = openFeatureFiles()
      const found = await testAlone(path, others)
      expect(openFeatureFiles()).toBe(before)
      const { train, test } = await fromFile(path, others)
      expect(found).toEqual(test)
      closeFeatures(train.features)
    }
  })

  it.each(['bytes', 'float64'])('of %s are unpacked where they are gzipped', async (type) => {
    const path = written(type)
    const plain = await inMemory(path)
    pack(path, /images/)
    const before = openFeatureFiles()
    const found = await fromFile(path)
    expect(openFeatureFiles()).toBe(before + 1)
    expect(weightsOf(found)).toEqual(weightsOf(plain))
    closeFeatures(found.train.features)
    const { test } = plain
    const alone = await testAlone(path)
    expect('read' in alone.features).toBe(true)
    expect({ ...alone, features: floatsOf(alone) }).toEqual({ ...test, features: floatsOf(test) })
  })

  it('are opened by other processes too, where their file keeps its name', async () => {
    const { train } = await fromFile(written('bytes'), { namesStored: true })
    const place = featureFilePlace(train.features)
    if (!place) throw new Error('expected a place')
    const features = openFeatureFile(place)
    rmSync(place.path)
    expect(floatsOf({ ...train, features })).toEqual(floatsOf(train))
    for (const each of [features, train.features]) closeFeatures(each)
  })

  it('are known by the size of their file, in a folder of their own or beside other sets', async () => {
    const path = written('bytes')
    expect(await isLargeDataset(path)).toBe(false)
    // Nothing is written of what comes after.
    truncateSync(join(path, 'train-images-idx3-ubyte'), 2 ** 30 + 1)
    expect(await isLargeDataset(path)).toBe(true)
    for (const name of readdirSync(path)) {
      renameSync(join(path, name), join(path, `set-${name}`))
    }
    expect(await isLargeDataset(join(path, 'set'))).toBe(true)
    expect(await isLargeDataset(join(path, 'none'))).toBe(false)
    truncateSync(join(path, 'set-train-images-idx3-ubyte'), 0)
    expect(await isLargeDataset(join(path, 'set'))).toBe(false)
  })

  it('say the way on where they are too many: in folds, or to test with after training', async () => {
    const path = written('bytes')
    const [train, test] = ['train', 't10k'].map((part) => join(path, `${part}-images-idx3-ubyte`))
    // Nothing is written of what comes after.
    truncateSync(train, 2 ** 30 + 1)
    const fold = { index: 1, count: 2 }
    await expect(inMemory(path, { fold })).rejects.toThrow(/train-images.* found more \(.*--val-split/)
    truncateSync(test, 2 ** 30 + 1)
    await expect(inMemory(path)).rejects.toThrow(/t10k-images.* found more \(.*evaluate --data/)
  })

  it('are held back by the seed and each alone where there are no test files, apart from those for validation', async () => {
    const path = written('bytes', false)
    const notes: string[] = []
    const open = (others = {}) => fromFile(path, { note: (line: string) => notes.push(line), ...others })
    const { train, test, heldBack } = await open()
    expect(heldBack).toBe(true)
    expect(test.name).toBe('set, test')
    expect(notes.join()).toContain('20 % of them')
    expect(train.count + test.count).toBe(COUNT)
    expect(Math.abs(test.count - COUNT / 5)).toBeLessThan(COUNT / 20)
    expect((await open()).test).toEqual(test)
    expect((await open({ seed: 2 })).test.features).not.toEqual(test.features)
    const half = (await open({ testFraction: 0.5 })).test.count
    expect(Math.abs(half - COUNT / 2)).toBeLessThan(COUNT / 20)
    const blank = Array.from({ length: COUNT * SIZES[0] * SIZES[1] }, () => 1)
    writeFileSync(join(path, 'train-images-idx3-ubyte'), idx(8, 1, [COUNT, ...SIZES], blank, writeByte))
    await expect(open()).rejects.toThrow('expected enough different images for two parts')
    const validation = splitValidation(train, 0.2, options.seed)
    expect(Math.abs(validation.test.count - train.count / 5)).toBeLessThan(COUNT / 20)
  })

  it('are refused as those in memory are, and leave no file', async () => {
    const path = written('float64')
    const images = join(path, 'train-images-idx3-ubyte')
    const values = Array.from({ length: COUNT * SIZES[0] * SIZES[1] }, (_, n) =>
      n === 20_000 ? Number.NaN : n,
    )
    const [code, size, , write] = TYPES.float64
    const whole = idx(code, size, [COUNT, ...SIZES], values, write)
    const refusals: readonly (readonly [string, Uint8Array, string])[] = [
      ['another length', whole.subarray(0, -1), `offset ${whole.length - 1}`],
      ['a pixel that is no number', whole, `offset ${16 + 8 * 20_000}`],
      [
        'labels for images',
        idx(
          8,
          1,
          [200],
          Array.from({ length: 200 }, () => 1),
          writeByte,
        ),
        'offset 3',
      ],
      [
        'other labels',
        idx(
          8,
          1,
          [COUNT + 1, 1],
          Array.from({ length: COUNT + 1 }, () => 1),
          writeByte,
        ),
        'labels',
      ],
      [
        'other images than those for testing',
        idx(
          8,
          1,
          [COUNT, 9, 1],
          Array.from({ length: 9 * COUNT }, () => 1),
          writeByte,
        ),
        '1 × 9',
      ],
    ]
    const before = openFeatureFiles()
    for (const [what, bytes, expected] of refusals) {
      writeFileSync(images, bytes)
      const [found, asInMemory] = await Promise.all(
        [fromFile(path), inMemory(path)].map((opening) => opening.then(String, String)),
      )
      expect(found, what).toContain(expected)
      expect(found, what).toBe(asInMemory)
    }
    expect(openFeatureFiles()).toBe(before)
  })

  it('are not read so in folds, or where the features are wanted in memory', async () => {
    const path = written('bytes')
    for (const others of [{ storeAbove: undefined }, { fold: { index: 1, count: 2 } }]) {
      expect((await fromFile(path, others)).train.features).toBeInstanceOf(Uint8Array)
    }
  })
})
