/** The first entry of an input ≥ `first`. Without branches, which would be guessed wrong every other time. */
export function lowerBound(begin: usize, end: usize, first: i32): usize {
  if (first == 0) return begin
  let count = <u32>(end - begin) >> 2
  while (count > 0) {
    const half = (count + 1) >> 1
    const next = begin + (<usize>half << 2)
    begin = select<usize>(next, begin, load<u32>(next - 4) >>> 8 < <u32>first)
    count -= half
  }
  return begin
}
