import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openDataset } from '../open.js'
import { adviceByBytes } from './foreign-bytes.js'

const root = mkdtempSync(join(tmpdir(), 'antigrad-test-'))
afterAll(() => rmSync(root, { recursive: true }))

function write(name: string, bytes: string): string {
  const path = join(root, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.from(bytes, 'latin1'))
  return path
}

const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'
const refusal = (path: string) => expect(openDataset(path, { seed: 1 })).rejects

describe('a file whose name says nothing', () => {
  it.each([
    ['a', PNG, 'one picture, PNG: save pictures as .png or .jpg in a folder for each class'],
    ['b.3', '\xff\xd8\xff\xe0\0\x10JFIF', 'one picture, JPEG'],
    ['c', 'RIFF\x10\0\0\0WEBPVP8 ', 'one picture:'],
    ['data_batch_1', '\x80\x02}q\0(U', "x=d['data'], y=d['labels']"],
    ['train', '\x80\x04\x95\x10\0', "y=d['fine_labels']"],
    ['d.unknown', '\0\0\x08\x03\0\0\0\x05', 'name the folder that holds its images and its labels'],
    ['e', 'PK\x03\x04\x14\0', 'save its sheet as .csv, or unpack it'],
    ['f', '\x1f\x8b\x08\0', 'call it as what is in it, .csv.gz'],
    ['iris', 'a,b\n1,2\n', 'call it .csv or .txt where it is a table'],
    ['adult.test', 'a,b\r\n1,\xc3\xa9\r\n', 'call it .csv or .txt where it is a table'],
    ['g', '\0\xff\0\xff', "found a file of type ''"],
    ['test_batch.bin', '\0\0\x08\x01', 'numpy.uint8).reshape(-1, 3073)'],
    ['weights.bin', 'a', 'numpy.fromfile'],
  ])('%s is refused with what is to be done with what it holds', async (name, bytes, advice) => {
    await refusal(write(name, bytes)).toThrow(advice)
  })

  it('says nothing against any table, however it begins', () => {
    const cell = fc.stringMatching(/^[A-Za-z0-9 ."é-]{0,6}$/)
    const line = fc.array(cell, { minLength: 2, maxLength: 4 }).map((cells) => cells.join(','))
    const ends = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\r\n\r\n', '\t\n\t\n\v\n')
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), ends, fc.boolean(), (lines, end, blank) => {
        const bytes = new TextEncoder().encode((blank ? end : '') + lines.join(end))
        expect(adviceByBytes(bytes)).toBeUndefined()
      }),
      { examples: [[['PK', '1'], '\r\n', false]] },
    )
  })
})

describe('a folder of another kind', () => {
  it.each([
    ['yolo', { 'images/a.png': PNG, 'labels/a.txt': '0 .5 .5 .2 .2' }, 'YOLO'],
    ['deep', { 'images/train/a.png': PNG, 'labels/train/a.txt': '0 .5 .5 .2 .2' }, 'YOLO'],
    ['parts', { 'train/images/a.png': PNG, 'train/labels/a.txt': '0 .5 .5 .2 .2' }, 'YOLO'],
    ['voc', { 'JPEGImages/a.png': PNG, 'Annotations/a.xml': '<a/>' }, 'cut out what is to be told apart'],
    ['cifar', { data_batch_2: '\x80\x02}q', 'batches.meta': '\x80\x02}q' }, "x=d['data']"],
    ['bytes', { 'data_batch_1.bin': '\0\x01', 'batches.meta.txt': 'cat' }, 'numpy.fromfile'],
    ['bare', { 'a/1': PNG, 'b/2': PNG }, 'call each as it is written, .png or .jpg'],
    ['tables', { 'test.csv': 'a,b', 'train.csv': 'a,b' }, 'tables/train.csv'],
    ['hive', { 'year=2024/part-0.parquet': 'PAR1', _SUCCESS: '' }, 'write them as one'],
  ])('%s is refused with what is to be done', async (name, files, advice) => {
    for (const [file, bytes] of Object.entries(files)) write(join(name, file), bytes)
    await refusal(join(root, name)).toThrow(advice)
  })
})
