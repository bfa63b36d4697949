import { PANEL, padded, panelOffset, rowBytes } from './layout'
import { place } from './place'

/** out[i] ← or −= rate · Σ x · deltas[n] over the cells (n, x) of input i, for inputs [firstInput, last). */
export function sparseGradient(
  starts: usize, // [inputs + 1] u32
  rows: usize, // [cells] u32
  values: usize, // [cells] f32
  deltas: usize, // deltaRows × columns
  deltaRows: i32,
  out: usize, // outRows × columns
  outRows: i32,
  columns: i32,
  firstInput: i32,
  last: i32,
  rate: f32,
): void {
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = deltas + panelOffset(deltaRows, first)
    const outPanel = out + panelOffset(outRows, first)
    for (let i = firstInput; i < last; i++) {
      const at = starts + (<usize>i << 2)
      const begin = <usize>load<u32>(at) << 2
      const cells = (<usize>load<u32>(at, 4) << 2) - begin
      if (cells == 0 && rate != 0) continue
      const row = outPanel + <usize>i * width
      let column: usize = 0
      for (; column + 192 <= width; column += 192) twelve(rows + begin, values + begin, cells, panel + column, width, row + column, rate)
      for (; column + 128 <= width; column += 128) eight(rows + begin, values + begin, cells, panel + column, width, row + column, rate)
      for (; column + 64 <= width; column += 64) four(rows + begin, values + begin, cells, panel + column, width, row + column, rate)
      for (; column < width; column += 16) one(rows + begin, values + begin, cells, panel + column, width, row + column, rate)
    }
  }
}

function twelve(rows: usize, values: usize, cells: usize, deltas: usize, width: usize, out: usize, rate: f32): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0
  let s6 = s0, s7 = s0, s8 = s0, s9 = s0, s10 = s0, s11 = s0
  for (let cell: usize = 0; cell < cells; cell += 4) {
    const x = v128.load32_splat(values + cell)
    const d = deltas + <usize>load<u32>(rows + cell) * width
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(d)))
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(d, 16)))
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(d, 32)))
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(d, 48)))
    s4 = f32x4.add(s4, f32x4.mul(x, v128.load(d, 64)))
    s5 = f32x4.add(s5, f32x4.mul(x, v128.load(d, 80)))
    s6 = f32x4.add(s6, f32x4.mul(x, v128.load(d, 96)))
    s7 = f32x4.add(s7, f32x4.mul(x, v128.load(d, 112)))
    s8 = f32x4.add(s8, f32x4.mul(x, v128.load(d, 128)))
    s9 = f32x4.add(s9, f32x4.mul(x, v128.load(d, 144)))
    s10 = f32x4.add(s10, f32x4.mul(x, v128.load(d, 160)))
    s11 = f32x4.add(s11, f32x4.mul(x, v128.load(d, 176)))
  }
  place(out, s0, rate)
  place(out + 16, s1, rate)
  place(out + 32, s2, rate)
  place(out + 48, s3, rate)
  place(out + 64, s4, rate)
  place(out + 80, s5, rate)
  place(out + 96, s6, rate)
  place(out + 112, s7, rate)
  place(out + 128, s8, rate)
  place(out + 144, s9, rate)
  place(out + 160, s10, rate)
  place(out + 176, s11, rate)
}

function eight(rows: usize, values: usize, cells: usize, deltas: usize, width: usize, out: usize, rate: f32): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0
  let s6 = s0, s7 = s0
  for (let cell: usize = 0; cell < cells; cell += 4) {
    const x = v128.load32_splat(values + cell)
    const d = deltas + <usize>load<u32>(rows + cell) * width
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(d)))
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(d, 16)))
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(d, 32)))
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(d, 48)))
    s4 = f32x4.add(s4, f32x4.mul(x, v128.load(d, 64)))
    s5 = f32x4.add(s5, f32x4.mul(x, v128.load(d, 80)))
    s6 = f32x4.add(s6, f32x4.mul(x, v128.load(d, 96)))
    s7 = f32x4.add(s7, f32x4.mul(x, v128.load(d, 112)))
  }
  place(out, s0, rate)
  place(out + 16, s1, rate)
  place(out + 32, s2, rate)
  place(out + 48, s3, rate)
  place(out + 64, s4, rate)
  place(out + 80, s5, rate)
  place(out + 96, s6, rate)
  place(out + 112, s7, rate)
}

function four(rows: usize, values: usize, cells: usize, deltas: usize, width: usize, out: usize, rate: f32): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
  for (let cell: usize = 0; cell < cells; cell += 4) {
    const x = v128.load32_splat(values + cell)
    const d = deltas + <usize>load<u32>(rows + cell) * width
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(d)))
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(d, 16)))
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(d, 32)))
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(d, 48)))
  }
  place(out, s0, rate)
  place(out + 16, s1, rate)
  place(out + 32, s2, rate)
  place(out + 48, s3, rate)
}

function one(rows: usize, values: usize, cells: usize, deltas: usize, width: usize, out: usize, rate: f32): void {
  let s = f32x4.splat(0)
  for (let cell: usize = 0; cell < cells; cell += 4) {
    const x = v128.load32_splat(values + cell)
    const d = deltas + <usize>load<u32>(rows + cell) * width
    s = f32x4.add(s, f32x4.mul(x, v128.load(d)))
  }
  place(out, s, rate)
}
