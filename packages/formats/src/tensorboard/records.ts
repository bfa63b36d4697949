import { concatenate } from '../bytes.js'
import { maskedCrc32c } from './crc32c.js'

/** Bytes before the content of a record, and after it: its length of 64 bits with the checksum of that; the content's checksum. */
const BEFORE = 12
const AFTER = 4

/** A record of a TFRecord file (https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details). */
export function toRecord(content: Uint8Array): Uint8Array {
  const before = new Uint8Array(BEFORE)
  const view = new DataView(before.buffer)
  view.setBigUint64(0, BigInt(content.length), true)
  view.setUint32(8, maskedCrc32c(before.subarray(0, 8)), true)
  const after = new Uint8Array(AFTER)
  new DataView(after.buffer).setUint32(0, maskedCrc32c(content), true)
  return concatenate([before, content, after])
}

/** A record that was found in a file. */
export interface FoundRecord {
  readonly content: Uint8Array
  /** Where it ends in the file. */
  readonly end: number
}

/** The records of a file, up to its end or to the first that is not whole: readers take a wrong checksum for the end. */
export function* recordsIn(bytes: Uint8Array): Generator<FoundRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at + BEFORE + AFTER <= bytes.length; ) {
    if (view.getUint32(at + 8, true) !== maskedCrc32c(bytes.subarray(at, at + 8))) return
    const end = at + BEFORE + Number(view.getBigUint64(at, true)) + AFTER
    if (end > bytes.length) return
    const content = bytes.subarray(at + BEFORE, end - AFTER)
    if (view.getUint32(end - AFTER, true) !== maskedCrc32c(content)) return
    yield { content, end }
    at = end
  }
}
