// Inputs that are lit, not zero, of which nobody knew before the step: bits, one for each, found anew by each kernel. Their record
// is that of Lit in src/engine/lit.ts.

/** Rows of a product whose bits are found at once. */
export const LIT_ROWS: i32 = 128

/** Where they lie: u64 for each row and panel. */
// @ts-ignore: decorator
@inline
export function bitsOf(lit: usize): usize {
  return load<u32>(lit)
}

/** [64 × 64] f32: the sums of the weights of a panel of inputs and one of units. */
// @ts-ignore: decorator
@inline
export function sumsOf(lit: usize): usize {
  return load<u32>(lit, 4)
}

/** The bits of a row of a panel, of so many bytes: bit k says whether its number k is not zero. */
export function findLit(x: usize, width: usize): u64 {
  const zero = f32x4.splat(0)
  let bits: u64 = 0
  for (let c: usize = 0; c < width; c += 16) {
    bits |= (<u64>i32x4.bitmask(f32x4.ne(v128.load(x + c), zero))) << <u64>(c >> 2)
  }
  return bits
}

/** From the bits of 64 rows to those of 64 columns, in place (Warren, Hacker's Delight, §7-3). */
export function transposeBits(at: usize): void {
  let mask: u64 = 0xffffffff
  for (let size: usize = 32; size != 0; size >>= 1, mask ^= mask << <u64>size) {
    for (let row: usize = 0; row < 64; row = (row + size + 1) & ~size) {
      const upper = at + (row << 3)
      const lower = upper + (size << 3)
      const swapped = ((load<u64>(upper) >>> <u64>size) ^ load<u64>(lower)) & mask
      store<u64>(upper, load<u64>(upper) ^ (swapped << <u64>size))
      store<u64>(lower, load<u64>(lower) ^ swapped)
    }
  }
}
