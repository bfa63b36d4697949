/** sum[k] ← sum[k] + addend[k], k in floats. */
export function add(sum: usize, addend: usize, first: i32, last: i32): void {
  const from = <usize>first << 2
  addRange(sum + from, addend + from, (<usize>last << 2) - from)
}

/** The same for so many bytes, a multiple of four. */
export function addRange(sum: usize, addend: usize, bytes: usize): void {
  const end = sum + bytes
  // All of a pair is loaded before any of it is stored, or V8 does not pack it.
  for (; sum + 64 <= end; sum += 64, addend += 64) {
    const a0 = v128.load(sum), a1 = v128.load(sum, 16), a2 = v128.load(sum, 32), a3 = v128.load(sum, 48)
    const b0 = v128.load(addend), b1 = v128.load(addend, 16), b2 = v128.load(addend, 32), b3 = v128.load(addend, 48)
    v128.store(sum, f32x4.add(a0, b0)); v128.store(sum, f32x4.add(a1, b1), 16)
    v128.store(sum, f32x4.add(a2, b2), 32); v128.store(sum, f32x4.add(a3, b3), 48)
  }
  for (; sum + 16 <= end; sum += 16, addend += 16) v128.store(sum, f32x4.add(v128.load(sum), v128.load(addend)))
  for (; sum < end; sum += 4, addend += 4) store<f32>(sum, load<f32>(sum) + load<f32>(addend))
}
