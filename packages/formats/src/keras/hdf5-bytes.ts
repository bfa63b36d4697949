import type { Tensor } from '@antigrad/core'
import { concatenate, floatBytes, utf8Bytes } from '../bytes.js'

/** What is written: groups by name, and datasets of float32. */
export interface Hdf5Group {
  readonly [name: string]: Hdf5Group | Tensor
}

/** Addresses and messages are multiples of this. */
const ALIGNMENT = 8
const SUPERBLOCK_BYTES = 96
const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]
/** An address of nothing. */
const UNDEFINED = 2n ** 64n - 1n

/** Types of messages of an object header. */
const MESSAGE = { dataspace: 1, linkInfo: 2, datatype: 3, fillValue: 5, link: 6, layout: 8, groupInfo: 10 }

/** IEEE float32, little-endian: class and version, bits, bytes, offset, precision, exponent and mantissa, bias. */
const FLOAT32 = [0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0]

/**
 * A file of HDF5: superblock 0, object headers of version 1, links in the headers of their groups, and datasets each in one
 * piece (HDF5 File Format Specification, version 3.0). What a file of weights needs, and nothing else.
 */
export function hdf5Bytes(root: Hdf5Group): Uint8Array<ArrayBuffer> {
  const file = new Pieces(SUPERBLOCK_BYTES)
  const address = addGroup(file, root)
  const end = BigInt(file.end)
  const superblock = concatenate([
    SIGNATURE,
    // Versions 0; addresses and lengths of 8 bytes; the ranks of B-trees, of which there are none.
    [0, 0, 0, 0, 0, 8, 8, 0, 4, 0, 16, 0, 0, 0, 0, 0],
    ...[0n, UNDEFINED, end, UNDEFINED].map(u64),
    // The entry of the root: no name, its header, nothing cached.
    ...[0n, BigInt(address), 0n, 0n, 0n].map(u64),
  ])
  return file.whole(superblock)
}

/** What lies in a file after its begin, each piece at a multiple of `ALIGNMENT`. */
class Pieces {
  readonly #pieces: (readonly [at: number, bytes: Uint8Array])[] = []
  end: number

  constructor(begin: number) {
    this.end = begin
  }

  /** Where the bytes come to lie. */
  add(bytes: Uint8Array): number {
    const at = this.end
    this.#pieces.push([at, bytes])
    this.end = padded(at + bytes.length)
    return at
  }

  whole(begin: Uint8Array): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.end)
    whole.set(begin)
    for (const [at, bytes] of this.#pieces) whole.set(bytes, at)
    return whole
  }
}

function addGroup(file: Pieces, group: Hdf5Group): number {
  const links = Object.entries(group).map(([name, child]) => {
    const address = isTensor(child) ? addDataset(file, child) : addGroup(file, child)
    const text = utf8Bytes(name)
    if (text.length > 255) throw new RangeError(`a name of ${text.length} bytes`)
    // A hard link: version 1, a length of one byte.
    return message(MESSAGE.link, concatenate([[1, 0, text.length], text, u64(BigInt(address))]))
  })
  return file.add(
    header([
      message(MESSAGE.linkInfo, concatenate([[0, 0], u64(UNDEFINED), u64(UNDEFINED)])),
      message(MESSAGE.groupInfo, [0, 0]),
      ...links,
    ]),
  )
}

function isTensor(child: Hdf5Group | Tensor): child is Tensor {
  return child.values instanceof Float32Array
}

function addDataset(file: Pieces, { shape, values }: Tensor): number {
  const address = file.add(floatBytes(values))
  const sizes = [BigInt(address), BigInt(4 * values.length)]
  return file.add(
    header([
      message(
        MESSAGE.dataspace,
        concatenate([[1, shape.length, 0, 0, 0, 0, 0, 0], ...shape.map((n) => u64(BigInt(n)))]),
      ),
      message(MESSAGE.datatype, FLOAT32),
      // Allocated when it is made, and no value for what is not written.
      message(MESSAGE.fillValue, [2, 1, 0, 0]),
      message(MESSAGE.layout, concatenate([[3, 1], ...sizes.map(u64)])),
    ]),
  )
}

/** An object header of version 1. */
function header(messages: readonly Uint8Array[]): Uint8Array {
  const body = concatenate(messages)
  const begin = new DataView(new ArrayBuffer(16))
  begin.setUint8(0, 1)
  begin.setUint16(2, messages.length, true)
  // Referred to once.
  begin.setUint32(4, 1, true)
  begin.setUint32(8, body.length, true)
  return concatenate([new Uint8Array(begin.buffer), body])
}

function message(type: number, body: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(8 + padded(body.length))
  const view = new DataView(bytes.buffer)
  view.setUint16(0, type, true)
  view.setUint16(2, padded(body.length), true)
  bytes.set(body, 8)
  return bytes
}

function padded(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}

function u64(value: bigint): Uint8Array {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, value, true)
  return new Uint8Array(view.buffer)
}
