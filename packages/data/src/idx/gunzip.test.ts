import { deflateRawSync, gzipSync } from 'node:zlib'
import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../crc32.js'
import { gunzipIdx, isGzip } from './gunzip.js'

/** An IDX file of labels: 0, 1, 2, … */
function labels(count: number): Uint8Array {
  const bytes = Uint8Array.from({ length: 8 + count }, (_, at) => at & 0xff)
  bytes.set([0, 0, 8, 1])
  new DataView(bytes.buffer).setUint32(4, count)
  return bytes
}

/** The beginning of an IDX file of labels that promises to be so long; behind its header there are zeros. */
function begun(promises: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes.set([0, 0, 8, 1])
  new DataView(bytes.buffer).setUint32(4, promises - 8)
  return bytes
}

/** A gzip file with all its optional fields: an extra field, a name, a comment and a checksum of the header. */
function withFields(bytes: Uint8Array): Uint8Array {
  const header = [0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, 97, 98, 0, 99, 0, 42, 42]
  const trailer = new DataView(new ArrayBuffer(8))
  trailer.setUint32(0, crc32(bytes), true)
  trailer.setUint32(4, bytes.length, true)
  return Uint8Array.of(...header, ...deflateRawSync(bytes), ...new Uint8Array(trailer.buffer))
}

const plain = labels(1000)
const zipped = gzipSync(plain)

describe('gunzipIdx', () => {
  it('gives back what was zipped, whatever the level', () => {
    for (const level of [0, 1, 6, 9]) {
      expect(gunzipIdx(gzipSync(plain, { level }), 'x').subarray()).toEqual(Buffer.from(plain))
    }
  })

  it('skips the optional fields of the header', () => {
    expect(gunzipIdx(withFields(plain), 'x')).toEqual(Buffer.from(plain))
  })

  it('refuses joined members, also empty ones, before and after', () => {
    const empty = gzipSync(new Uint8Array())
    for (const parts of [
      [zipped, zipped],
      [zipped, empty],
      [empty, zipped],
      [zipped, zipped.subarray(-8)],
    ]) {
      expect(() => gunzipIdx(Buffer.concat(parts), 'x')).toThrow(BadInput)
    }
    const halves = [gzipSync(plain.subarray(0, 500)), gzipSync(plain.subarray(500))]
    expect(() => gunzipIdx(Buffer.concat(halves), 'x')).toThrow(
      /^x, offset \d+: expected the end of the one gzip member/,
    )
  })

  it('refuses a bomb as soon as it grows beyond what its header promises', () => {
    const inside = new Uint8Array(200_000_000)
    inside.set(labels(1000))
    const bomb = gzipSync(inside, { level: 1 })
    const before = process.memoryUsage().rss
    const began = process.cpuUsage()
    expect(() => gunzipIdx(bomb, 'x')).toThrow('expected a deflate stream of at most 1008 bytes, found more')
    expect(process.cpuUsage(began).user).toBeLessThan(500_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(20e6)
  })

  const TOO_MUCH: readonly [
    holds: number,
    promises: number,
    most: (compressed: number) => number,
    why: string,
  ][] = [
    [1000, 2e6, (compressed) => 1032 * compressed, 'deflate cannot hold more in N'],
    [2e5, 2 ** 26 + 1, () => 2 ** 26, 'more in N are no images'],
    [2 ** 21, 2 ** 28, (compressed) => 64 * compressed, 'more in N are no images'],
    [2 ** 25, 2 ** 31, () => 2 ** 30, 'no larger file is read'],
  ]
  it.each(TOO_MUCH)('holds %d, promises %d: refused before it expands', (holds, promises, most, why) => {
    // Not compressed, it is as long as what it holds.
    const file = gzipSync(begun(promises, holds), { level: 0 })
    const compressed = file.length - 10
    const began = process.cpuUsage()
    expect(() => gunzipIdx(file, 'x')).toThrow(
      `x, unzipped, offset 4: expected a header that promises ${most(compressed)} bytes at most (${why.replace('N', String(compressed))}), found ${promises}`,
    )
    expect(process.cpuUsage(began).user).toBeLessThan(100_000)
  })

  it('expands 64 MiB however little they are compressed, within a second', () => {
    const file = gzipSync(begun(2 ** 26, 2 ** 26), { level: 1 })
    const began = process.cpuUsage()
    expect(gunzipIdx(file, 'x').length).toBe(2 ** 26)
    expect(process.cpuUsage(began).user).toBeLessThan(1e6)
  })

  it('refuses another checksum and another length', () => {
    for (const at of [zipped.length - 8, zipped.length - 4]) {
      const damaged = Uint8Array.from(zipped)
      damaged[at] ^= 1
      expect(() => gunzipIdx(damaged, 'x')).toThrow(
        new RegExp(`^x, offset ${at}: expected the (checksum|length)`),
      )
    }
  })
})

describe('isGzip', () => {
  it('tells a gzip file from an IDX file', () => {
    expect([isGzip(zipped), isGzip(plain), isGzip(new Uint8Array())]).toEqual([true, false, false])
  })
})
