import { constants, inflateRawSync } from 'node:zlib'
import { crc32 } from '../crc32.js'
import { damageOf, refuse } from '../refuse.js'
import { LONGEST_HEADER, readIdxHeader } from './idx.js'

/** No IDX file may grow beyond this; the largest known, EMNIST's 814,255 images, takes 0.6 GiB. */
export const LARGEST_FILE = 2 ** 30

/** CRC-32 and length, both little-endian uint32, end a member (RFC 1952, section 2.3.1). */
export const TRAILER = 8

/** Deflate never does better: 258 bytes from two bits of a code and a distance (zlib's technical notes). */
export const BEST_RATIO = 1032

/** Bytes that hold the header of any gzip file that programs write, and the probe after it. */
export const LONGEST_START = 2 ** 18

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
  const { start, length } = gzipPromise(bytes, file)
  checkPromise({ start, length }, bytes.length, file, LARGEST_FILE)
  const { bytes: values, taken } = inflate(bytes.subarray(start), file, start, length, constants.Z_FINISH)
  const end = start + taken + TRAILER
  const found = { end, length: values.length, sum: crc32(values) }
  checkMember(found, { size: bytes.length, length, trailer: bytes.subarray(end - TRAILER, end) }, file)
  return values
}

/** What the beginning of a gzipped IDX file says: where the deflate stream begins, and bytes of the IDX file inside. */
export interface GzipPromise {
  readonly start: number
  readonly length: number
}

/**
 * Reads it.
 * @param bytes the first of the file; `LONGEST_START` hold any that programs write
 * @throws BadInput where it is no gzipped IDX file
 */
export function gzipPromise(bytes: Uint8Array, file: string): GzipPromise {
  const start = deflateStart(bytes, file)
  const first = bytes.subarray(start, start + PROBE)
  const probe = inflate(first, file, start, PROBE * BEST_RATIO, constants.Z_SYNC_FLUSH)
  const { length } = readIdxHeader(probe.bytes.subarray(0, LONGEST_HEADER), `${file}, unzipped`)
  return { start, length }
}

/**
 * @param size bytes of the file
 * @param largest bytes of an IDX file that is taken
 * @throws BadInput where more is promised than so many bytes hold of images
 */
export function checkPromise(
  { start, length }: GzipPromise,
  size: number,
  file: string,
  largest: number,
): void {
  const most = mostOf(size - start, largest)
  if (length <= most.bytes) return
  const expected = `a header that promises ${most.bytes} bytes at most (${most.why})`
  throw refuse(`${file}, unzipped`, 'offset 4', expected, `${length}`)
}

/**
 * @param found where the member ended, and how long and what it was
 * @param expected bytes of the file, of what is inside, and what ends the member
 * @throws BadInput where they differ
 */
export function checkMember(
  found: { readonly end: number; readonly length: number; readonly sum: number },
  { size, length, trailer }: { readonly size: number; readonly length: number; readonly trailer: Uint8Array },
  file: string,
): void {
  const { end, sum } = found
  if (end !== size) {
    throw refuse(file, `offset ${end}`, 'the end of the one gzip member', `a file of ${size} bytes`)
  }
  if (found.length !== length) {
    throw refuse(`${file}, unzipped`, `offset ${found.length}`, `${length} bytes in all`, 'the end')
  }
  const view = new DataView(trailer.buffer, trailer.byteOffset, TRAILER)
  const [crc, low] = [view.getUint32(0, true), view.getUint32(4, true)]
  // The length is kept in 32 bits.
  if (low !== length % 2 ** 32) throw refuse(file, `offset ${end - 4}`, `the length ${length}`, String(low))
  if (crc !== sum)
    throw refuse(file, `offset ${end - TRAILER}`, `the checksum ${sum} of what was read`, `${crc}`)
}

/** Bytes to which so many compressed ones may expand. */
function mostOf(compressed: number, largest: number): { bytes: number; why: string } {
  const limits = [
    { bytes: largest, why: 'no larger file is read' },
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
    throw deflateRefused(file, start, most, damageOf(error))
  }
}

/** What is said of a deflate stream that is damaged, or holds more than it promises. */
export function deflateRefused(file: string, start: number, most: number, found: string): Error {
  return refuse(file, `offset ${start}`, `a deflate stream of at most ${most} bytes`, found)
}
