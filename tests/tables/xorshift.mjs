/** Numbers in [0, 1) that are the same in every run, drawn faster than those of training (Marsaglia, Xorshift RNGs, 2003). */
export function xorshift() {
  let state = 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
