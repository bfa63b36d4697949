import { PANEL, padded, panelOffset, rowBytes } from './layout'

/** out[n] ← Σ x · weights[i] over the lit inputs i of row n, ascending, then the bias. */
export function sparseProduct(
  starts: usize, // [examples + 1] u32
  entries: usize, // [entries] u32: input · 256 + byte
  levels: usize, // [256] f32
  order: usize, // [rows] u32: the example of each row
  weights: usize, // weightRows × columns
  weightRows: i32,
  out: usize, // outRows × columns
  outRows: i32,
  columns: i32,
  from: i32,
  to: i32,
): void {
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = weights + panelOffset(weightRows, first)
    const biases = panel + <usize>(weightRows - 1) * width
    const rows = out + panelOffset(outRows, first)
    for (let n = from; n < to; n++) {
      const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
      const begin = entries + (<usize>load<u32>(at) << 2)
      const end = entries + (<usize>load<u32>(at, 4) << 2)
      const row = rows + <usize>n * width
      let column: usize = 0
      for (; column + 192 <= width; column += 192) twelve(begin, end, levels, panel + column, width, biases + column, row + column)
      for (; column + 128 <= width; column += 128) eight(begin, end, levels, panel + column, width, biases + column, row + column)
      for (; column + 64 <= width; column += 64) four(begin, end, levels, panel + column, width, biases + column, row + column)
      for (; column < width; column += 16) one(begin, end, levels, panel + column, width, biases + column, row + column)
    }
  }
}

// @ts-ignore: decorator
@inline
function value(levels: usize, entry: u32): v128 {
  return v128.load32_splat(levels + ((entry & 255) << 2))
}

function twelve(begin: usize, end: usize, levels: usize, weights: usize, width: usize, biases: usize, out: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0
  let s6 = s0, s7 = s0, s8 = s0, s9 = s0, s10 = s0, s11 = s0
  for (let at = begin; at < end; at += 4) {
    const entry = load<u32>(at)
    const x = value(levels, entry)
    const w = weights + <usize>(entry >>> 8) * width
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(w)))
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(w, 16)))
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(w, 32)))
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(w, 48)))
    s4 = f32x4.add(s4, f32x4.mul(x, v128.load(w, 64)))
    s5 = f32x4.add(s5, f32x4.mul(x, v128.load(w, 80)))
    s6 = f32x4.add(s6, f32x4.mul(x, v128.load(w, 96)))
    s7 = f32x4.add(s7, f32x4.mul(x, v128.load(w, 112)))
    s8 = f32x4.add(s8, f32x4.mul(x, v128.load(w, 128)))
    s9 = f32x4.add(s9, f32x4.mul(x, v128.load(w, 144)))
    s10 = f32x4.add(s10, f32x4.mul(x, v128.load(w, 160)))
    s11 = f32x4.add(s11, f32x4.mul(x, v128.load(w, 176)))
  }
  v128.store(out, f32x4.add(s0, v128.load(biases)))
  v128.store(out, f32x4.add(s1, v128.load(biases, 16)), 16)
  v128.store(out, f32x4.add(s2, v128.load(biases, 32)), 32)
  v128.store(out, f32x4.add(s3, v128.load(biases, 48)), 48)
  v128.store(out, f32x4.add(s4, v128.load(biases, 64)), 64)
  v128.store(out, f32x4.add(s5, v128.load(biases, 80)), 80)
  v128.store(out, f32x4.add(s6, v128.load(biases, 96)), 96)
  v128.store(out, f32x4.add(s7, v128.load(biases, 112)), 112)
  v128.store(out, f32x4.add(s8, v128.load(biases, 128)), 128)
  v128.store(out, f32x4.add(s9, v128.load(biases, 144)), 144)
  v128.store(out, f32x4.add(s10, v128.load(biases, 160)), 160)
  v128.store(out, f32x4.add(s11, v128.load(biases, 176)), 176)
}

function eight(begin: usize, end: usize, levels: usize, weights: usize, width: usize, biases: usize, out: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
  for (let at = begin; at < end; at += 4) {
    const entry = load<u32>(at)
    const x = value(levels, entry)
    const w = weights + <usize>(entry >>> 8) * width
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(w)))
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(w, 16)))
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(w, 32)))
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(w, 48)))
    s4 = f32x4.add(s4, f32x4.mul(x, v128.load(w, 64)))
    s5 = f32x4.add(s5, f32x4.mul(x, v128.load(w, 80)))
    s6 = f32x4.add(s6, f32x4.mul(x, v128.load(w, 96)))
    s7 = f32x4.add(s7, f32x4.mul(x, v128.load(w, 112)))
  }
  v128.store(out, f32x4.add(s0, v128.load(biases)))
  v128.store(out, f32x4.add(s1, v128.load(biases, 16)), 16)
  v128.store(out, f32x4.add(s2, v128.load(biases, 32)), 32)
  v128.store(out, f32x4.add(s3, v128.load(biases, 48)), 48)
  v128.store(out, f32x4.add(s4, v128.load(biases, 64)), 64)
  v128.store(out, f32x4.add(s5, v128.load(biases, 80)), 80)
  v128.store(out, f32x4.add(s6, v128.load(biases, 96)), 96)
  v128.store(out, f32x4.add(s7, v128.load(biases, 112)), 112)
}

function four(begin: usize, end: usize, levels: usize, weights: usize, width: usize, biases: usize, out: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
  for (let at = begin; at < end; at += 4) {
    const entry = load<u32>(at)
    const x = value(levels, entry)
    const w = weights + <usize>(entry >>> 8) * width
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(w)))
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(w, 16)))
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(w, 32)))
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(w, 48)))
  }
  v128.store(out, f32x4.add(s0, v128.load(biases)))
  v128.store(out, f32x4.add(s1, v128.load(biases, 16)), 16)
  v128.store(out, f32x4.add(s2, v128.load(biases, 32)), 32)
  v128.store(out, f32x4.add(s3, v128.load(biases, 48)), 48)
}

function one(begin: usize, end: usize, levels: usize, weights: usize, width: usize, biases: usize, out: usize): void {
  let s = f32x4.splat(0)
  for (let at = begin; at < end; at += 4) {
    const entry = load<u32>(at)
    s = f32x4.add(s, f32x4.mul(value(levels, entry), v128.load(weights + <usize>(entry >>> 8) * width)))
  }
  v128.store(out, f32x4.add(s, v128.load(biases)))
}
