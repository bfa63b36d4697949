/**
 * Reads one word of every cache line of the entries of rows [from, to). Examples come in random order, and a
 * kernel that meets their entries one by one waits for memory line after line; here all lines are asked for
 * at once. Returns what was read, so that it is read.
 */
export function touch(starts: usize, order: usize, entries: usize, from: i32, to: i32): u32 {
  let read: u32 = 0
  for (let n = from; n < to; n++) {
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    const end = entries + (<usize>load<u32>(at, 4) << 2)
    for (let e = entries + (<usize>load<u32>(at) << 2); e < end; e += 64) read ^= load<u32>(e)
  }
  return read
}
