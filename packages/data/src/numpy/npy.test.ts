import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BadInput } from '@antigrad/core'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { npyBytes as npy } from '../fixtures/npy.js'
import { readNpyTable } from '../tables/npy-table.js'
import { tableSplit } from '../tables/table-split.js'
import { parseNpy } from './npy.js'
import { npzDataset } from './npz.js'

const file = 'a.npy'

describe('an array of numpy', () => {
  it('is read in C order whatever its file has', () => {
    const c = npy('<f8', [2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    // The first index runs first.
    const fortran = npy('<f8', [2, 3, 2], [1, 7, 3, 9, 5, 11, 2, 8, 4, 10, 6, 12], { fortran: true })
    expect(parseNpy({ file, bytes: fortran })).toEqual(parseNpy({ file, bytes: c }))
    expect([...parseNpy({ file, bytes: c }).values]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it.each(['u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'u8', 'i8', 'f4', 'f8'])(
    'of %s is read in either byte order',
    (type) => {
      const values = [0, 1, 100, 127]
      for (const order of ['<', '>']) {
        const { values: found } = parseNpy({ file, bytes: npy(`${order}${type}`, [4], values) })
        expect([...found]).toEqual(values)
      }
    },
  )

  it('of half precision is read exactly', () => {
    const bits = [0x0000, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x3555, 0x7c00]
    const { values } = parseNpy({ file, bytes: npy('<f2', [8], bits) })
    expect([...values]).toEqual([0, -0, 1, -2, 65504, 2 ** -24, 1365 / 4096, Number.POSITIVE_INFINITY])
  })

  it.each([
    [npy('|O', [1], []), /expected numbers .* found Python objects \('\|O'\)/],
    [npy('<U5', [1], []), /found texts \("<U5"\)/],
    [npy('<c8', [1], []), /found the type "<c8"/],
    [npy('<f8', [3], [1, 2]), /expected 24 bytes of values \(3\), found 16/],
    [
      npy('<i8', [1], [2 ** 53 + 2]).map((byte, at, all) => (at === all.length - 8 ? byte | 1 : byte)),
      /a whole number that float64 holds exactly/,
    ],
    [new TextEncoder().encode('not an array at all'), /expected an array of numpy, found "not an"/],
  ])('is refused in one line (%#)', (bytes, message) => {
    expect(() => parseNpy({ file, bytes })).toThrow(message)
    expect(() => parseNpy({ file, bytes })).toThrow(BadInput)
  })

  it('of two dimensions is a table with columns by number', () => {
    const rows = Array.from({ length: 30 }, (_, n) => [n / 8, n % 5 ? -n : Number.NaN, n % 2])
    const source = readNpyTable({ file, bytes: npy('>f8', [30, 3], rows.flat()) })
    const { train, form } = tableSplit(source, { label: ['3'], missing: 'mean', scaling: 'none' }, 1, 0)
    expect(form.classes).toEqual(['0', '1'])
    expect([...train.features.subarray(2, 6)]).toEqual([1 / 8, -1, 2 / 8, -2])
  })

  it('of more dimensions is refused with the way in which images and labels are saved', () => {
    const bytes = npy('|u1', [2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
    expect(() => readNpyTable({ file, bytes })).toThrow(
      'found 2 × 2 × 2 (images and their labels are read of an .npz file: numpy.savez(name, x=x, y=y))',
    )
  })
})

describe('an archive of numpy', () => {
  const x = [0, 255, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4]
  const whole = { 'X_train.npy': npy('|u1', [3, 2, 2], x), 'y_train.npy': npy('<i8', [3], [0, 2, 1]) }
  const test = { 'X_test.npy': npy('|u1', [1, 2, 2], [5, 6, 7, 8]), 'y_test.npy': npy('<i8', [1, 1], [2]) }
  const open = (entries: Record<string, Uint8Array>) =>
    npzDataset({ file: 'a.npz', bytes: zipSync(entries) }, 'a', { seed: 1, fraction: 0.34 })

  it('holds two parts', () => {
    const { train, test: tested } = open({ ...whole, ...test, 'other.npy': Uint8Array.of(1) })
    expect([...train.features]).toEqual(x)
    expect([train.image, train.inputs, train.outputs]).toEqual([{ width: 2, height: 2 }, 4, 3])
    expect([...(train.labels ?? []), ...(tested.labels ?? [])]).toEqual([0, 2, 1, 2])
  })

  it('holds one part, of which some is held back', () => {
    const values = Array.from({ length: 24 }, (_, n) => n / 16)
    const { train, test: tested } = open({
      'x.npy': npy('<f4', [12, 2], values),
      'y.npy': npy(
        '<f8',
        [12],
        Array.from({ length: 12 }, (_, n) => n % 2),
      ),
    })
    expect([train.count, tested.count, train.outputs]).toEqual([8, 4, 2])
  })

  it('divides examples of which few differ each by itself, so that none is tested that was never seen', () => {
    const values = Array.from({ length: 30 }, (_, n) => [n % 3, 1, 2, 3]).flat()
    const { train, test: tested } = open({
      'x.npy': npy('|u1', [30, 4], values),
      'y.npy': npy(
        '|b1',
        [30],
        Array.from({ length: 30 }, (_, n) => (n % 3 ? 1 : 0)),
      ),
    })
    const kinds = ({ features }: { features: ArrayLike<number> }) =>
      new Set(Array.from(features).filter((_, at) => at % 4 === 0)).size
    expect([kinds(train), kinds(tested)]).toEqual([3, 3])
  })

  it.each([
    [
      { 'arr_0.npy': whole['X_train.npy'], 'arr_1.npy': whole['y_train.npy'] },
      /found "arr_0", "arr_1" \(numpy\.savez\(name, x=x, y=y\) names them/,
    ],
    [{ 'x.npy': whole['X_train.npy'] }, /expected arrays x_train and y_train, or x and y, found "x.npy"/],
    [
      { ...whole, 'y_train.npy': npy('<i8', [2], [0, 1]) },
      /expected 3 labels, one for each example of a.npz\/X_train.npy, found 2/,
    ],
    [
      { ...whole, 'y_train.npy': npy('<f8', [3], [0, 1.5, 1]) },
      /value 1: expected a label that is a whole number, found 1.5/,
    ],
    [
      { ...whole, 'y_train.npy': npy('|u1', [3, 2], [0, 1, 1, 0, 0, 1]) },
      /expected one label for each example, found 3 × 2 .*argmax/,
    ],
    [
      { ...whole, ...test, 'y_test.npy': npy('<i8', [1], [3]) },
      /expected a class of training, "0", "1", "2", found 3/,
    ],
    [{ ...whole, ...test, 'X_test.npy': npy('|u1', [1, 4], [1, 2, 3, 4]) }, /expected examples of 2 × 2 as/],
  ])('says what is wrong (%#)', (entries, message) => {
    expect(() => open(entries)).toThrow(message)
  })

  const said = (entries: Record<string, Uint8Array>): string[] => {
    const notes: string[] = []
    const options = { seed: 1, fraction: 0.34, note: (line: string) => notes.push(line) }
    npzDataset({ file: 'a.npz', bytes: zipSync(entries) }, 'a', options)
    return notes
  }

  it('says how many examples to test with are among those to train on', () => {
    expect(said({ ...whole, ...test, 'X_test.npy': npy('|u1', [1, 2, 2], x.slice(4, 8)) })).toEqual([
      'a.npz: 1 of the 1 examples to test with are among those to train on: they test what was learned by heart',
    ])
  })

  it('says which arrays are left out, as those to validate with', () => {
    const more = { 'val_images.npy': Uint8Array.of(1), 'val_labels.npy': Uint8Array.of(1) }
    expect(said({ ...whole, ...test })).toEqual([])
    expect(said({ ...whole, ...test, ...more })).toEqual([
      'a.npz: "val_images", "val_labels" beside what is learned is left out',
    ])
  })

  it('says where examples to test are of another scale', () => {
    const unit = npy(
      '<f4',
      [3, 2, 2],
      x.map((value) => Math.fround(value / 255)),
    )
    expect(said({ ...whole, ...test, 'X_train.npy': unit })).toEqual([
      expect.stringMatching(
        /^a\.npz\/X_test\.npy: its values reach from 5 to 8, those of .* from 0 to 1: .*scaled alike\?$/,
      ),
    ])
  })

  it('says where columns of other ranges would be scaled alike', () => {
    const columns = (far: number) => ({
      'x.npy': npy('<f8', [3, 2], [0.5, far, 1.5, 2 * far, 3, -far]),
      'y.npy': npy('|u1', [3], [0, 1, 0]),
    })
    expect(said(columns(5))).toEqual([])
    expect(said(columns(5e5)).join()).toContain('its columns differ in range, and are scaled alike')
    // As many as the arguments of no call may be.
    const wide = Array.from({ length: 3 * 200_000 }, (_, at) => (at % 200_000 === 7 ? 1e6 : 1) * Math.sin(at))
    const entries = { ...columns(5), 'x.npy': npy('<f4', [3, 200_000], wide) }
    expect(said(entries).join()).toContain('its columns differ in range, and are scaled alike')
  })

  it('is refused with a value that is no number, or of no range', () => {
    const far = npy('<f8', [3, 2], [1, 2, 3, -2e300, 5, 6])
    expect(() => said({ ...whole, 'X_train.npy': far })).toThrow(
      'a.npz/X_train.npy, value 3: expected a number up to 1e300, found -2e+300',
    )
  })

  it('refuses numbers to learn for labels, with the way on', () => {
    const labels = (type: string, y: readonly number[]) => () =>
      open({
        'x.npy': npy(
          '<f4',
          [y.length, 1],
          y.map((_, n) => n),
        ),
        'y.npy': npy(type, [y.length], y),
      })
    const amounts = Array.from({ length: 60 }, (_, n) => (n % 25) * 3)
    const way = 'numbers to learn are read from a matrix, .npy with --label'
    expect(labels('<f8', [0.5, 1, 2, 3])).toThrow(
      `a.npz/y.npy, value 0: expected a label that is a whole number, found 0.5 (${way})`,
    )
    expect(labels('<f8', amounts)).toThrow(
      `expected labels of classes, each of which comes again, found 25 different numbers for 60 examples (${way}; classes as y.astype(int), where each comes again)`,
    )
    expect(labels('<i8', amounts)).not.toThrow()
    expect(
      labels(
        '<i8',
        amounts.map((_, n) => 3 * n),
      ),
    ).toThrow(way)
    expect(
      labels(
        '<f8',
        amounts.map((n) => n % 5),
      ),
    ).not.toThrow()
  })

  it('is refused where it is damaged', () => {
    const bytes = zipSync(whole)
    expect(() =>
      npzDataset({ file: 'a.npz', bytes: bytes.subarray(0, 40) }, 'a', { seed: 1, fraction: 0.5 }),
    ).toThrow(/expected an archive of arrays \(.npz\)/)
  })
})

const PYTHON = '/usr/bin/python3'
const hasNumpy = spawnSync(PYTHON, ['-c', 'import numpy']).status === 0

describe.skipIf(!hasNumpy)('numpy itself', () => {
  it('writes what is read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'antigrad-numpy-'))
    const program = `
import numpy as np, json, sys
r = np.random.RandomState(1)
out = {}
for t in ['b1','u1','i1','u2','i2','u4','i4','u8','i8','f2','f4','f8']:
  for o in '<>':
    a = (r.rand(3,4)*100).astype(o+t)
    for name, b in (('c', a), ('f', a.T)):
      np.save(f'{t}{"l" if o=="<" else "b"}{name}.npy', b)
      out[f'{t}{"l" if o=="<" else "b"}{name}'] = b.astype('f8').ravel().tolist()
np.savez_compressed('z.npz', X_train=r.randint(0,256,(20,28,28)).astype('u1'), y_train=np.arange(20)%3, X_test=r.randint(0,256,(5,28,28)).astype('u1'), y_test=np.arange(5)%3)
print(json.dumps(out))`
    try {
      const out: Record<string, number[]> = JSON.parse(
        execFileSync(PYTHON, ['-c', program], { cwd: folder, encoding: 'utf8' }),
      )
      expect(Object.keys(out)).toHaveLength(48)
      for (const [name, values] of Object.entries(out)) {
        const bytes = new Uint8Array(readFileSync(join(folder, `${name}.npy`)))
        expect([...parseNpy({ file: name, bytes }).values], name).toEqual(values)
      }
      const bytes = new Uint8Array(readFileSync(join(folder, 'z.npz')))
      const { train, test } = npzDataset({ file: 'z.npz', bytes }, 'z', { seed: 1, fraction: 0.2 })
      expect([train.count, test.count, train.inputs, train.outputs]).toEqual([20, 5, 784, 3])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
