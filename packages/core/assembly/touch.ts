/** Bytes of an example that are asked for, six cache lines: the processor goes on by itself where it sees that many in a row. */
const ASKED: usize = 384

/**
 * Reads one word of each of the first cache lines of the entries of rows [from, to). Examples come in random order, and a
 * kernel that meets their entries one by one waits for memory line after line; here the lines of all are asked for
 * at once. Returns what was read, so that it is read.
 */
export function touch(starts: usize, order: usize, entries: usize, from: i32, to: i32): u32 {
  let read: u32 = 0
  for (let n = from; n < to; n++) {
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    let e = entries + (<usize>load<u32>(at) << 2)
    const end = min(entries + (<usize>load<u32>(at, 4) << 2), e + ASKED)
    for (; e < end; e += 64) read ^= load<u32>(e)
  }
  return read
}
