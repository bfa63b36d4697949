import { closeSync } from 'node:fs'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { crc32 } from '../crc32.js'
import { type OpenFile, readableFile } from '../files.js'
import { damageOf } from '../refuse.js'
import { makeTemporary, writeTemporary } from '../temporary-file.js'
import { checkMember, checkPromise, deflateRefused, gzipPromise, LONGEST_START, TRAILER } from './gunzip.js'

/** Compressed bytes that are read at once. */
const PIECE = 2 ** 20

/** Bytes of the IDX file in a gzipped one, by its header. Throws BadInput where it is none. */
export function unpackedLength(packed: OpenFile, path: string): number {
  return gzipPromise(packed.read(0, Math.min(LONGEST_START, packed.size)), path).length
}

/**
 * As `gunzipIdx`, of what is too large for memory: it comes to lie in a temporary file.
 * @param packed the file, which stays open
 * @throws BadInput as `gunzipIdx`, FileError where the system refuses either file
 */
export async function gunzipToFile(packed: OpenFile, path: string): Promise<OpenFile> {
  const { size } = packed
  const promise = gzipPromise(packed.read(0, Math.min(LONGEST_START, size)), path)
  checkPromise(promise, size, path, Number.POSITIVE_INFINITY)
  const { start, length } = promise
  const file = makeTemporary()
  try {
    const inflate = createInflateRaw({ chunkSize: PIECE })
    const source = Readable.from(piecesOf(packed, start, size))
    source.on('error', (error) => inflate.destroy(error))
    source.pipe(inflate)
    let found = { length: 0, sum: 0 }
    for await (const piece of inflate as AsyncIterable<Uint8Array>) {
      found = { length: found.length + piece.length, sum: crc32(piece, found.sum) }
      if (found.length > length) throw deflateRefused(path, start, length, 'more')
      writeTemporary(file, piece)
    }
    source.destroy()
    const end = start + inflate.bytesWritten + TRAILER
    checkMember({ ...found, end }, { size, length, trailer: packed.read(size - TRAILER, size) }, path)
    return readableFile(file.descriptor, path)
  } catch (error) {
    closeSync(file.descriptor)
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error
    throw deflateRefused(path, start, length, damageOf(error))
  }
}

/** A stream holds pieces of its own: those of a file are overwritten by the next. */
function* piecesOf(file: OpenFile, begin: number, end: number): Generator<Uint8Array, void, undefined> {
  for (let at = begin; at < end; at += PIECE) yield Uint8Array.from(file.read(at, Math.min(at + PIECE, end)))
}
