import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openDataset } from '../open.js'
import { foreignAdvice } from './foreign-files.js'
import { FORMATS } from './registry.js'
import { readTableSource } from './table-source.js'

const folder = mkdtempSync(join(tmpdir(), 'antigrad-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['book.XLSX', 'save its sheet as .csv'],
  ['pictures.zip', 'unpack it'],
  ['pictures.tar.gz', 'unpack it'],
  ['frame.pkl', 'to_csv'],
  ['frame.pkl.gz', 'to_csv'],
  ['tensors.pt', 'numpy.savez(name, x=x.numpy(), y=y.numpy())'],
  ['data.mat', 'scipy.io.loadmat'],
  ['data.h5', 'numpy.savez(name, x=x, y=y)'],
  ['data.avro', '.parquet or .csv'],
  ['data.rds', 'write.csv'],
  ['data.sav', 'as .csv'],
  ['data.sqlite', 'as .csv'],
  ['page.html', 'as .csv'],
  ['slice.nii.gz', 'PNG, in a folder for each class'],
  ['one.JPG', 'in a folder for each class'],
  ['model.safetensors', 'antigrad predict'],
])('%s is refused with what is to be done', async (name, advice) => {
  const path = join(folder, name)
  writeFileSync(path, 'x')
  await expect(openDataset(path, { seed: 1 })).rejects.toThrow(advice)
  await expect(readTableSource(path)).rejects.toThrow(advice)
})

it('says nothing of what is read', () => {
  for (const name of [
    'a.csv',
    'a.csv.gz',
    'a.npz',
    'a.npy',
    'a.parquet',
    'a.feather',
    'a.arrows',
    'a.jsonl.gz',
    'a.svm',
    'a.txt',
    'mnist',
    '-',
  ])
    expect(foreignAdvice(name), name).toBeUndefined()
  const file = { kind: 'file', names: [], pictures: false } as const
  for (const name of [
    'a.csv.gz',
    'a.npz',
    'a.parquet',
    'a.arrow',
    'a.arrows',
    'a.feather',
    'a.ipc',
    'A.ARFF',
  ])
    expect(
      FORMATS.some((format) => format.accepts(name, file)),
      name,
    ).toBe(true)
  for (const name of ['a.zip', 'a.mat', 'a.png', 'a.tar.gz'])
    expect(
      FORMATS.some((format) => format.accepts(name, file)),
      name,
    ).toBe(false)
})
