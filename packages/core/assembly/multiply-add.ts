/**
 * Multiplies and adds in registers alone, `turns` × 12 × 4 times, twice that where V8 packs two of them in one: the yardstick
 * of a core's rate. As many chains as the engine keeps in registers; a kernel whose sums wait less for each other can come
 * out a little above it. Not part of training.
 * @param at 12 registers of sums, or 24, before and after
 */
export function multiplyAdd(turns: i32, at: usize, x: f32, y: f32): void {
  const a = f32x4.splat(x), b = f32x4.splat(y)
  let s0 = v128.load(at, 0), s1 = v128.load(at, 16), s2 = v128.load(at, 32), s3 = v128.load(at, 48)
  let s4 = v128.load(at, 64), s5 = v128.load(at, 80), s6 = v128.load(at, 96), s7 = v128.load(at, 112)
  let s8 = v128.load(at, 128), s9 = v128.load(at, 144), s10 = v128.load(at, 160), s11 = v128.load(at, 176)
  let s12 = s0, s13 = s0, s14 = s0, s15 = s0, s16 = s0, s17 = s0, s18 = s0, s19 = s0, s20 = s0, s21 = s0, s22 = s0, s23 = s0
  if (WIDE) {
    s12 = v128.load(at, 192); s13 = v128.load(at, 208); s14 = v128.load(at, 224); s15 = v128.load(at, 240)
    s16 = v128.load(at, 256); s17 = v128.load(at, 272); s18 = v128.load(at, 288); s19 = v128.load(at, 304)
    s20 = v128.load(at, 320); s21 = v128.load(at, 336); s22 = v128.load(at, 352); s23 = v128.load(at, 368)
  }
  for (let turn = 0; turn < turns; turn++) {
    s0 = f32x4.add(f32x4.mul(s0, a), b)
    s1 = f32x4.add(f32x4.mul(s1, a), b)
    s2 = f32x4.add(f32x4.mul(s2, a), b)
    s3 = f32x4.add(f32x4.mul(s3, a), b)
    s4 = f32x4.add(f32x4.mul(s4, a), b)
    s5 = f32x4.add(f32x4.mul(s5, a), b)
    s6 = f32x4.add(f32x4.mul(s6, a), b)
    s7 = f32x4.add(f32x4.mul(s7, a), b)
    s8 = f32x4.add(f32x4.mul(s8, a), b)
    s9 = f32x4.add(f32x4.mul(s9, a), b)
    s10 = f32x4.add(f32x4.mul(s10, a), b)
    s11 = f32x4.add(f32x4.mul(s11, a), b)
    if (WIDE) {
      s12 = f32x4.add(f32x4.mul(s12, a), b)
      s13 = f32x4.add(f32x4.mul(s13, a), b)
      s14 = f32x4.add(f32x4.mul(s14, a), b)
      s15 = f32x4.add(f32x4.mul(s15, a), b)
      s16 = f32x4.add(f32x4.mul(s16, a), b)
      s17 = f32x4.add(f32x4.mul(s17, a), b)
      s18 = f32x4.add(f32x4.mul(s18, a), b)
      s19 = f32x4.add(f32x4.mul(s19, a), b)
      s20 = f32x4.add(f32x4.mul(s20, a), b)
      s21 = f32x4.add(f32x4.mul(s21, a), b)
      s22 = f32x4.add(f32x4.mul(s22, a), b)
      s23 = f32x4.add(f32x4.mul(s23, a), b)
    }
  }
  v128.store(at, s0, 0)
  v128.store(at, s1, 16)
  v128.store(at, s2, 32)
  v128.store(at, s3, 48)
  v128.store(at, s4, 64)
  v128.store(at, s5, 80)
  v128.store(at, s6, 96)
  v128.store(at, s7, 112)
  v128.store(at, s8, 128)
  v128.store(at, s9, 144)
  v128.store(at, s10, 160)
  v128.store(at, s11, 176)
  if (!WIDE) return
  v128.store(at, s12, 192)
  v128.store(at, s13, 208)
  v128.store(at, s14, 224)
  v128.store(at, s15, 240)
  v128.store(at, s16, 256)
  v128.store(at, s17, 272)
  v128.store(at, s18, 288)
  v128.store(at, s19, 304)
  v128.store(at, s20, 320)
  v128.store(at, s21, 336)
  v128.store(at, s22, 352)
  v128.store(at, s23, 368)
}
