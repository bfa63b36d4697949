import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { BadInput } from '@antigrad/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDataset } from '../open.js'
import { checkText, expandTable } from './table-bytes.js'

const TEXT = `a,y\n${Array.from({ length: 40 }, (_, n) => `${(n * 7) % 11},${n / 4}`).join('\n')}\n`
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'table-bytes-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function open(name: string, bytes: string | Uint8Array) {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const { train, test, form } = await openDataset(path, { seed: 1, label: 'y' })
  return { features: [train.features, test.features], targets: [train.targets, test.targets], form }
}

describe('a table that is gzipped', () => {
  it('is the same as it was before, whatever it is called, in one member or two', async () => {
    const plain = await open('t.csv', TEXT)
    const halves = [TEXT.slice(0, 99), TEXT.slice(99)].map((half) => gzipSync(half))
    for (const [name, bytes] of [
      ['z.csv.gz', gzipSync(TEXT)],
      ['z.TSV.GZ', gzipSync(TEXT.replaceAll(',', '\t'))],
      ['z.csv', gzipSync(TEXT)],
      ['z.data.gz', Buffer.concat(halves)],
      ['t.dat', Buffer.from(TEXT)],
    ] as const) {
      expect(await open(name, bytes), name).toEqual(plain)
    }
  })

  it('is refused where it is cut off, at any byte', () => {
    const bytes = new Uint8Array(gzipSync(TEXT))
    for (let end = 2; end < bytes.length; end++) {
      expect(() => expandTable({ file: 't.csv.gz', bytes: bytes.slice(0, end) }), `${end}`).toThrow(BadInput)
    }
  })
})

describe('what is called a text and is none', () => {
  it.each([
    ['PK\x03\x04\x14\x00', 'save its sheet as .csv'],
    ['\xd0\xcf\x11\xe0\xa1', 'a workbook'],
    ['PAR1\x15\x04', 'call it .parquet'],
    ['ARROW1\0\0', 'call it .arrow'],
    ['\x93NUMPY\x01', 'call it .npy'],
    ['<!doctype HTML><html>', 'a page'],
    ['[{"a":1}]', 'call it .json'],
  ])('%j is named', async (begin, found) => {
    const bytes = new Uint8Array(Buffer.from(begin, 'latin1'))
    expect(() => checkText({ file: 't.csv', bytes })).toThrow(
      `t.csv, line 1: expected a text of separated values`,
    )
    await expect(open('other.csv', bytes)).rejects.toThrow(found)
  })
})
