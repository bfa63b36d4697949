import { constants, inflateRawSync } from 'node:zlib'
import { crc32 } from '../crc32.js'
import { damageOf, refuse } from '../refuse.js'
import { LONGEST_HEADER, readIdxHeader } from './idx.js'

/** No IDX file may grow beyond this; the largest known, EMNIST's 814,255 images, takes 0.6 GiB. */
export const LARGEST_FILE = 2 ** 30

/** CRC-32 and length, both little-endian uint32, end a member (RFC 1952, section 2.3.1). */
const TRAILER = 8

/** Deflate never does better: 258 bytes from two bits of a code and a distance (zlib's technical notes). */
const BEST_RATIO = 1032

/**
 * Whatever fits in `UNDOUBTED` is expanded, within a third of a second; beyond that only what images may come to: those
 * of MNIST shrink to a fifth. A megabyte that expands to a gigabyte holds nothing to learn from.
 */
const UNDOUBTED = 2 ** 26
const LIKELY_RATIO = 64

/** Compressed bytes that surely hold the 16 bytes of the header: trees of codes take some 300 at most. */
const PROBE = 4096

const FLAG = { headerCrc: 0x02, extra: 0x04, name: 0x08, comment: 0x10, reserved: 0xe0 } as const

/** Whether the bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * Expands a gzipped IDX file (RFC 1952), believing nothing: the header of the IDX file inside is expanded
 * first, and never more than it promises after that. zlib's own gunzip would join members without a word
 * and has no bound.
 * @param bytes the whole file, exactly one member
 * @param file its name, for the message
 * @returns the bytes that the IDX header promises
 * @throws BadInput for any damage, a second member, bytes after the member, or another length than promised
 */
export function gunzipIdx(bytes: Uint8Array, file: string): Uint8Array {
  const start = deflateStart(bytes, file)
  const deflated = bytes.subarray(start)
  const probe = inflate(deflated.subarray(0, PROBE), file, start, PROBE * BEST_RATIO, constants.Z_SYNC_FLUSH)
  const { length } = readIdxHeader(probe.bytes.subarray(0, LONGEST_HEADER), `${file}, unzipped`)
  const most = mostOf(deflated.length)
  if (length > most.bytes) {
    const expected = `a header that promises ${most.bytes} bytes at most (${most.why})`
    throw refuse(`${file}, unzipped`, 'offset 4', expected, `${length}`)
  }
  const { bytes: values, taken } = inflate(deflated, file, start, length, constants.Z_FINISH)
  const end = start + taken + TRAILER
  if (end !== bytes.length) {
    throw refuse(file, `offset ${end}`, 'the end of the one gzip member', `a file of ${bytes.length} bytes`)
  }
  if (values.length !== length) {
    throw refuse(`${file}, unzipped`, `offset ${values.length}`, `${length} bytes in all`, 'the end')
  }
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + end - TRAILER, TRAILER)
  const [crc, size] = [trailer.getUint32(0, true), trailer.getUint32(4, true)]
  if (size !== length) throw refuse(file, `offset ${end - 4}`, `the length ${length}`, String(size))
  const sum = crc32(values)
  if (crc !== sum)
    throw refuse(file, `offset ${end - TRAILER}`, `the checksum ${sum} of what was read`, `${crc}`)
  return values
}

/** Bytes to which so many compressed ones may expand. */
function mostOf(compressed: number): { bytes: number; why: string } {
  const limits = [
    { bytes: LARGEST_FILE, why: 'no larger file is read' },
    { bytes: compressed * BEST_RATIO, why: `deflate cannot hold more in ${compressed}` },
    { bytes: Math.max(UNDOUBTED, compressed * LIKELY_RATIO), why: `more in ${compressed} are no images` },
  ]
  return limits.reduce((least, limit) => (limit.bytes < least.bytes ? limit : least))
}

/** Where the deflate stream begins: after the fixed ten bytes and the optional fields (RFC 1952, section 2.3). */
function deflateStart(bytes: Uint8Array, file: string): number {
  const cutShort = () => refuse(file, `offset ${bytes.length}`, 'a whole gzip header', 'the end of the file')
  if (bytes.length < 10) throw cutShort()
  if (bytes[2] !== 8) throw refuse(file, 'offset 2', 'compression method 8 (deflate)', String(bytes[2]))
  const flags = bytes[3]
  if (flags & FLAG.reserved) throw refuse(file, 'offset 3', 'reserved flags of 0', String(flags))
  let at = 10
  if (flags & FLAG.extra) {
    if (bytes.length < at + 2) throw cutShort()
    at += 2 + bytes[at] + 256 * bytes[at + 1]
  }
  for (const flag of [FLAG.name, FLAG.comment]) {
    if (!(flags & flag)) continue
    const zero = bytes.indexOf(0, at)
    if (zero < 0) throw cutShort()
    at = zero + 1
  }
  if (flags & FLAG.headerCrc) at += 2
  if (at + TRAILER >= bytes.length) throw cutShort()
  return at
}

function inflate(deflated: Uint8Array, file: string, start: number, most: number, finishFlush: number) {
  try {
    // One chunk that holds all of it, and a byte more to see that it is too long: nothing is copied.
    const chunkSize = Math.max(64, Math.min(most + 1, deflated.length * BEST_RATIO))
    const options = { maxOutputLength: most, chunkSize, finishFlush, info: true }
    // With `info` Node returns the engine too, which knows how many bytes it took; the types do not say so.
    const { buffer, engine } = inflateRawSync(deflated, options) as unknown as {
      buffer: Uint8Array
      engine: { bytesWritten: number }
    }
    return { bytes: buffer, taken: engine.bytesWritten }
  } catch (error) {
    throw refuse(file, `offset ${start}`, `a deflate stream of at most ${most} bytes`, damageOf(error))
  }
}
