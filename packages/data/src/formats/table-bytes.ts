import { gunzipSync } from 'node:zlib'
import type { FileBytes } from '../file-bytes.js'
import { isGzip } from '../idx/gunzip.js'
import { damageOf, refuse } from '../refuse.js'
import { LARGEST_TABLE } from '../tables/table.js'
import { adviceByBytes } from './foreign-bytes.js'

/** Expands a table that is gzipped, in one member or several. Throws BadInput for damage, and for more than is read. */
export function expandTable({ file, bytes }: FileBytes): FileBytes {
  if (!isGzip(bytes)) return { file, bytes }
  try {
    const expanded = gunzipSync(bytes, { maxOutputLength: LARGEST_TABLE })
    return { file, bytes: new Uint8Array(expanded.buffer, expanded.byteOffset, expanded.length) }
  } catch (error) {
    throw refuse(file, 'offset 0', `gzip of at most ${LARGEST_TABLE} bytes`, damageOf(error))
  }
}

/** @throws BadInput where the first bytes are those of a file of another kind than text */
export function checkText({ file, bytes }: FileBytes): void {
  const found = adviceByBytes(bytes)
  if (found !== undefined) throw refuse(file, 'line 1', 'a text of separated values', found)
  const lines = new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).split('\n').slice(0, 5)
  if (lines.every(isSparse)) {
    throw refuse(file, 'line 1', 'a text of separated values', 'rows of LIBSVM: call it .libsvm')
  }
}

/** Whether a line gives values by the numbers of their columns, `1 3:0.5 7:1`: numbers that rise, and no times of day. */
function isSparse(line: string, at: number): boolean {
  const words = line.trim().split(/\s+/)
  // The last may be cut off, or empty.
  if (at > 0 && words.length < 3) return true
  const pairs = words.slice(1).map((word) => /^(\d+):([-+]?[\d.]+(?:[eE][-+]?\d+)?)$/.exec(word))
  const rises = pairs.every((pair, n) => pair && (n === 0 || Number(pair[1]) > Number(pairs[n - 1]?.[1])))
  return pairs.length > 1 && rises && pairs.some((pair) => !/^\d\d$/.test(pair?.[2] ?? ''))
}
