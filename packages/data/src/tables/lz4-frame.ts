const MAGIC = 0x184d2204

/** Flags of a frame's descriptor: after each block, before all, and at the end there may be more than the blocks. */
const [HAS_BLOCK_CHECKSUMS, HAS_SIZE, HAS_DICTIONARY] = [0x10, 0x08, 0x01]

/** A match takes as many bytes at least. */
const SHORTEST_MATCH = 4

/**
 * Unpacks an LZ4 frame, in which a block may refer to those before it: so pyarrow packs, and decoders of single blocks do not
 * read it.
 * @param length of what is packed
 * @throws Error for anything that is no such frame
 */
export function unpackLz4Frame(packed: Uint8Array, length: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (view.getUint32(0, true) !== MAGIC) throw new Error('no LZ4 frame')
  const flags = packed[4]
  if ((flags & 0xc0) !== 0x40 || (flags & HAS_DICTIONARY) !== 0)
    throw new Error('an LZ4 frame of another kind')
  const out = new Uint8Array(length)
  let filled = 0
  for (let at = flags & HAS_SIZE ? 15 : 7; ; ) {
    const word = view.getUint32(at, true)
    if (word === 0) break
    const size = word & 0x7fffffff
    at += 4
    if (size > packed.length - at) throw new Error('an LZ4 block cut short')
    const block = packed.subarray(at, at + size)
    if (word >>> 31 === 0) filled = unpackBlock(block, out, filled)
    else if (size > length - filled) throw new Error(`more than ${length} bytes`)
    else {
      out.set(block, filled)
      filled += size
    }
    at += size + (flags & HAS_BLOCK_CHECKSUMS ? 4 : 0)
  }
  if (filled !== length) throw new Error(`${filled} of ${length} bytes`)
  return out
}

/**
 * Unpacks a block after what is there already.
 * @returns where it ends
 */
function unpackBlock(block: Uint8Array, out: Uint8Array, begin: number): number {
  let filled = begin
  let at = 0
  const lengthOf = (short: number): number => {
    let length = short
    if (short < 15) return length
    for (let more = 255; more === 255; length += more) {
      if (at >= block.length) throw new Error('an LZ4 block cut short')
      more = block[at++]
    }
    return length
  }
  while (at < block.length) {
    const token = block[at++]
    const literals = lengthOf(token >> 4)
    if (literals > block.length - at || literals > out.length - filled)
      throw new Error('an LZ4 block out of bounds')
    out.set(block.subarray(at, at + literals), filled)
    at += literals
    filled += literals
    // A block ends with literals.
    if (at === block.length) break
    const distance = block[at] | (block[at + 1] << 8)
    at += 2
    const match = lengthOf(token & 15) + SHORTEST_MATCH
    if (!(distance > 0 && distance <= filled && match <= out.length - filled)) {
      throw new Error('an LZ4 match out of bounds')
    }
    // It may overlap what it makes: byte by byte.
    for (const end = filled + match; filled < end; filled++) out[filled] = out[filled - distance]
  }
  return filled
}
