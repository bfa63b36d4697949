import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { BadInput } from '@antigrad/core'
import { afterAll, describe, expect, it } from 'vitest'
import { openFile } from '../files.js'
import { openFeatureFiles } from '../fixtures/open-feature-files.js'
import { gunzipIdx } from './gunzip.js'
import { gunzipToFile, unpackedLength } from './gunzip-to-file.js'

const folder = mkdtempSync(join(tmpdir(), 'antigrad-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** An IDX file of so many bytes, of which some come again. */
function idx(count: number): Uint8Array {
  const bytes = new Uint8Array(8 + count)
  const view = new DataView(bytes.buffer)
  view.setUint16(2, 0x0801)
  view.setUint32(4, count)
  let state = 1
  for (let at = 8; at < bytes.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[at] = (state >>> 24) % (at % 5000 < 2500 ? 8 : 256)
  }
  return bytes
}

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  const path = join(folder, 'x.gz')
  writeFileSync(path, bytes)
  const packed = openFile(path)
  try {
    const file = await gunzipToFile(packed, path)
    try {
      return Uint8Array.from(file.read(0, file.size))
    } finally {
      file.close()
    }
  } finally {
    packed.close()
  }
}

const whole = (bytes: Uint8Array): Uint8Array => gunzipIdx(bytes, join(folder, 'x.gz'))

/** What comes of both: bytes, or what is said. */
async function both(bytes: Uint8Array) {
  return Promise.all(
    [async () => Uint8Array.from(whole(bytes)), () => unpacked(bytes)].map(async (read) => {
      try {
        return await read()
      } catch (error) {
        expect(error).toBeInstanceOf(BadInput)
        return String(error)
      }
    }),
  )
}

describe('gunzipToFile', () => {
  it('has the bytes of gunzipIdx, in pieces', async () => {
    for (const [count, level] of [
      [1, 9],
      [100_000, 0],
      [5_000_000, 1],
      [5_000_000, 9],
    ] as const) {
      const plain = idx(count)
      const packed = gzipSync(plain, { level })
      expect(Buffer.compare(await unpacked(packed), plain)).toBe(0)
    }
  })

  it('says how long the file inside is without unpacking it', () => {
    const path = join(folder, 'y.gz')
    writeFileSync(path, gzipSync(idx(3_000_000)))
    const packed = openFile(path)
    expect(unpackedLength(packed, path)).toBe(3_000_008)
    packed.close()
  })

  it('refuses what gunzipIdx refuses, in its words, and leaves no file', async () => {
    const plain = idx(300_000)
    const packed = gzipSync(plain)
    const changed = (at: number) => {
      const bytes = Uint8Array.from(packed)
      bytes[(bytes.length + at) % bytes.length] ^= 1
      return bytes
    }
    const cases: Record<string, Uint8Array> = {
      'a second member': Buffer.concat([packed, packed]),
      'bytes behind it': Buffer.concat([packed, new Uint8Array(3_000_000)]),
      'cut short': packed.subarray(0, -1),
      'cut short by half': packed.subarray(0, packed.length / 2),
      'another checksum': changed(-8),
      'another length': changed(-4),
      'a bit within': changed(packed.length / 2),
      'longer than promised': gzipSync(Buffer.concat([plain, plain])),
      'shorter than promised': gzipSync(plain.subarray(0, -9)),
      'no IDX file': gzipSync(Buffer.from('a text')),
      'what is no image': gzipSync(
        Buffer.concat([idx(1).subarray(0, 4), Buffer.from([8, 0, 0, 0]), new Uint8Array(2 ** 27)]),
      ),
    }
    const before = openFeatureFiles()
    for (const [what, bytes] of Object.entries(cases)) {
      const [expected, found] = await both(bytes)
      expect(typeof expected, what).toBe('string')
      expect(found, what).toBe(expected)
    }
    for (let at = 10; at < 400; at += 7) {
      const [expected, found] = await both(changed(at))
      expect(found).toEqual(expected)
    }
    expect(openFeatureFiles()).toBe(before)
  })
})
