/**
 * out[r] ← out[r] + Σ x[r][k] · factors[k] over the lit k of row r, ascending, up to 64: the product, where r is a row and k an
 * input, and the gradient, where r is an input and k a row.
 * @param bits u64 of each row: its lit k
 * @param rowStep from a row of x to the next, in bytes, and `step` from a k to the next
 * @param width bytes of a row of `factors` and of `out`
 */
export function addLit(bits: usize, rows: i32, x: usize, rowStep: usize, step: usize, factors: usize, width: usize, out: usize): void {
  let c: usize = 0
  for (; c + 256 <= width; c += 256) tile64(bits, rows, x, rowStep, step, factors + c, out + c)
  for (; c + 128 <= width; c += 128) tile32(bits, rows, x, rowStep, step, factors + c, width, out + c)
  for (; c + 64 <= width; c += 64) tile16(bits, rows, x, rowStep, step, factors + c, width, out + c)
  for (; c < width; c += 16) tile4(bits, rows, x, rowStep, step, factors + c, width, out + c)
}

function tile64(bits: usize, rows: i32, x: usize, rowStep: usize, step: usize, factors: usize, out: usize): void {
  tile(16, bits, rows, x, rowStep, step, factors, 256, out)
}

function tile32(bits: usize, rows: i32, x: usize, rowStep: usize, step: usize, factors: usize, width: usize, out: usize): void {
  tile(8, bits, rows, x, rowStep, step, factors, width, out)
}

function tile16(bits: usize, rows: i32, x: usize, rowStep: usize, step: usize, factors: usize, width: usize, out: usize): void {
  tile(4, bits, rows, x, rowStep, step, factors, width, out)
}

function tile4(bits: usize, rows: i32, x: usize, rowStep: usize, step: usize, factors: usize, width: usize, out: usize): void {
  tile(1, bits, rows, x, rowStep, step, factors, width, out)
}

// @ts-ignore: decorator
@inline
function plus(sum: v128, x: v128, factors: v128): v128 {
  return f32x4.add(sum, f32x4.mul(x, factors))
}

/**
 * N × 4 columns, N registers of sums: 16, 8, 4 or 1.
 */
// @ts-ignore: decorator
@inline
function tile(
  N: i32, bits: usize, rows: i32, x: usize, rowStep: usize, step: usize, factors: usize, width: usize, out: usize,
): void {
  const end = bits + (<usize>rows << 3)
  for (; bits < end; bits += 8, x += rowStep, out += width) {
    let lit = load<u64>(bits)
    if (lit == 0) continue
    let s0 = v128.load(out), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
    let s8 = s0, s9 = s0, s10 = s0, s11 = s0, s12 = s0, s13 = s0, s14 = s0, s15 = s0
    if (N > 1) { s1 = v128.load(out, 16); s2 = v128.load(out, 32); s3 = v128.load(out, 48) }
    if (N > 4) { s4 = v128.load(out, 64); s5 = v128.load(out, 80); s6 = v128.load(out, 96); s7 = v128.load(out, 112) }
    if (N > 8) {
      s8 = v128.load(out, 128); s9 = v128.load(out, 144); s10 = v128.load(out, 160); s11 = v128.load(out, 176)
      s12 = v128.load(out, 192); s13 = v128.load(out, 208); s14 = v128.load(out, 224); s15 = v128.load(out, 240)
    }
    while (lit != 0) {
      const k = <usize>ctz(lit)
      lit &= lit - 1
      const value = v128.load32_splat(x + k * step)
      const f = factors + k * width
      s0 = plus(s0, value, v128.load(f))
      if (N > 1) { s1 = plus(s1, value, v128.load(f, 16)); s2 = plus(s2, value, v128.load(f, 32)); s3 = plus(s3, value, v128.load(f, 48)) }
      if (N > 4) { s4 = plus(s4, value, v128.load(f, 64)); s5 = plus(s5, value, v128.load(f, 80)); s6 = plus(s6, value, v128.load(f, 96)); s7 = plus(s7, value, v128.load(f, 112)) }
      if (N > 8) {
        s8 = plus(s8, value, v128.load(f, 128)); s9 = plus(s9, value, v128.load(f, 144)); s10 = plus(s10, value, v128.load(f, 160)); s11 = plus(s11, value, v128.load(f, 176))
        s12 = plus(s12, value, v128.load(f, 192)); s13 = plus(s13, value, v128.load(f, 208)); s14 = plus(s14, value, v128.load(f, 224)); s15 = plus(s15, value, v128.load(f, 240))
      }
    }
    v128.store(out, s0)
    if (N > 1) { v128.store(out, s1, 16); v128.store(out, s2, 32); v128.store(out, s3, 48) }
    if (N > 4) { v128.store(out, s4, 64); v128.store(out, s5, 80); v128.store(out, s6, 96); v128.store(out, s7, 112) }
    if (N > 8) {
      v128.store(out, s8, 128); v128.store(out, s9, 144); v128.store(out, s10, 160); v128.store(out, s11, 176)
      v128.store(out, s12, 192); v128.store(out, s13, 208); v128.store(out, s14, 224); v128.store(out, s15, 240)
    }
  }
}
