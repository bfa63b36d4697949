/** sum[k] ← Σ parts[r][k], ranks ascending; parts follow each other every `stride` bytes. k in floats. */
export function sum(parts: usize, stride: usize, count: i32, out: usize, first: i32, last: i32): void {
  let k = <usize>first << 2
  const end = <usize>last << 2
  if (WIDE) {
    for (; k + 32 <= end; k += 32) {
      let a = f32x4.splat(0)
      let b = f32x4.splat(0)
      let part = parts + k
      for (let r = 0; r < count; r++, part += stride) {
        a = f32x4.add(a, v128.load(part))
        b = f32x4.add(b, v128.load(part, 16))
      }
      v128.store(out + k, a)
      v128.store(out + k, b, 16)
    }
  }
  for (; k + 16 <= end; k += 16) {
    let total = f32x4.splat(0)
    let part = parts + k
    for (let r = 0; r < count; r++, part += stride) total = f32x4.add(total, v128.load(part))
    v128.store(out + k, total)
  }
  for (; k < end; k += 4) {
    let total: f32 = 0
    let part = parts + k
    for (let r = 0; r < count; r++, part += stride) total += load<f32>(part)
    store<f32>(out + k, total)
  }
}
