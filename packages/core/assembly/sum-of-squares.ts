/** Σ values[k]² for k in [first, last), in floats, in four lanes that are added in pairs. */
export function sumOfSquares(values: usize, first: i32, last: i32): f32 {
  let at = values + (<usize>first << 2)
  const end = values + (<usize>last << 2)
  let sum = f32x4.splat(0)
  for (; at + 16 <= end; at += 16) {
    const value = v128.load(at)
    sum = f32x4.add(sum, f32x4.mul(value, value))
  }
  let s0 = f32x4.extract_lane(sum, 0), s1 = f32x4.extract_lane(sum, 1), s2 = f32x4.extract_lane(sum, 2)
  // Fewer than four are left.
  if (at < end) s0 += load<f32>(at) * load<f32>(at)
  if (at + 4 < end) s1 += load<f32>(at, 4) * load<f32>(at, 4)
  if (at + 8 < end) s2 += load<f32>(at, 8) * load<f32>(at, 8)
  return s0 + s2 + (s1 + f32x4.extract_lane(sum, 3))
}
