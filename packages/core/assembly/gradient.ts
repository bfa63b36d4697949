import { PANEL, padded, panelOffset, rowBytes } from './layout'
import { place } from './place'

/** out[i] ← or −= rate · Σ inputs[n][i] · deltas[n] for rows n in [from, to), inputs i in [firstInput, last). */
export function gradient(
  inputs: usize, // inputRows × inputColumns
  inputRows: i32,
  inputColumns: i32,
  deltas: usize, // deltaRows × columns
  deltaRows: i32,
  out: usize, // outRows × columns
  outRows: i32,
  columns: i32,
  from: i32,
  to: i32,
  firstInput: i32,
  last: i32,
  rate: f32,
): void {
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const deltaRow = deltas + panelOffset(deltaRows, first) + <usize>from * width
    const outPanel = out + panelOffset(outRows, first)
    let i = firstInput
    while (i < last) {
      // Inputs of one panel lie side by side: four at a time, then one by one to the panel's end.
      const inputFirst = (i / PANEL) * PANEL
      const inputWidth = rowBytes(inputColumns, inputFirst)
      const input = inputs + panelOffset(inputRows, inputFirst) + <usize>from * inputWidth + (<usize>(i - inputFirst) << 2)
      const four = i + 4 <= min(last, inputFirst + PANEL)
      const out = outPanel + <usize>i * width
      let column: usize = 0
      for (; column + 48 <= width; column += 48) {
        if (four) tile4x3(input, inputWidth, deltaRow + column, width, to - from, out + column, rate)
        else tile1x3(input, inputWidth, deltaRow + column, width, to - from, out + column, rate)
      }
      for (; column < width; column += 16) {
        if (four) tile4x1(input, inputWidth, deltaRow + column, width, to - from, out + column, rate)
        else tile1x1(input, inputWidth, deltaRow + column, width, to - from, out + column, rate)
      }
      i += four ? 4 : 1
    }
  }
}

function tile4x3(inputs: usize, inputWidth: usize, deltas: usize, width: usize, count: i32, out: usize, rate: f32): void {
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s10 = s00, s11 = s00, s12 = s00
  let s20 = s00, s21 = s00, s22 = s00, s30 = s00, s31 = s00, s32 = s00
  for (let n = 0; n < count; n++) {
    const x0 = v128.load32_splat(inputs)
    const x1 = v128.load32_splat(inputs, 4)
    const x2 = v128.load32_splat(inputs, 8)
    const x3 = v128.load32_splat(inputs, 12)
    const d0 = v128.load(deltas)
    s00 = f32x4.add(s00, f32x4.mul(x0, d0))
    s10 = f32x4.add(s10, f32x4.mul(x1, d0))
    s20 = f32x4.add(s20, f32x4.mul(x2, d0))
    s30 = f32x4.add(s30, f32x4.mul(x3, d0))
    const d1 = v128.load(deltas, 16)
    s01 = f32x4.add(s01, f32x4.mul(x0, d1))
    s11 = f32x4.add(s11, f32x4.mul(x1, d1))
    s21 = f32x4.add(s21, f32x4.mul(x2, d1))
    s31 = f32x4.add(s31, f32x4.mul(x3, d1))
    const d2 = v128.load(deltas, 32)
    s02 = f32x4.add(s02, f32x4.mul(x0, d2))
    s12 = f32x4.add(s12, f32x4.mul(x1, d2))
    s22 = f32x4.add(s22, f32x4.mul(x2, d2))
    s32 = f32x4.add(s32, f32x4.mul(x3, d2))
    inputs += inputWidth
    deltas += width
  }
  place(out, s00, rate)
  place(out + 16, s01, rate)
  place(out + 32, s02, rate)
  out += width
  place(out, s10, rate)
  place(out + 16, s11, rate)
  place(out + 32, s12, rate)
  out += width
  place(out, s20, rate)
  place(out + 16, s21, rate)
  place(out + 32, s22, rate)
  out += width
  place(out, s30, rate)
  place(out + 16, s31, rate)
  place(out + 32, s32, rate)
}

function tile4x1(inputs: usize, inputWidth: usize, deltas: usize, width: usize, count: i32, out: usize, rate: f32): void {
  let s00 = f32x4.splat(0), s10 = s00, s20 = s00, s30 = s00
  for (let n = 0; n < count; n++) {
    const x0 = v128.load32_splat(inputs)
    const x1 = v128.load32_splat(inputs, 4)
    const x2 = v128.load32_splat(inputs, 8)
    const x3 = v128.load32_splat(inputs, 12)
    const d0 = v128.load(deltas)
    s00 = f32x4.add(s00, f32x4.mul(x0, d0))
    s10 = f32x4.add(s10, f32x4.mul(x1, d0))
    s20 = f32x4.add(s20, f32x4.mul(x2, d0))
    s30 = f32x4.add(s30, f32x4.mul(x3, d0))
    inputs += inputWidth
    deltas += width
  }
  place(out, s00, rate)
  out += width
  place(out, s10, rate)
  out += width
  place(out, s20, rate)
  out += width
  place(out, s30, rate)
}

function tile1x3(inputs: usize, inputWidth: usize, deltas: usize, width: usize, count: i32, out: usize, rate: f32): void {
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00
  for (let n = 0; n < count; n++) {
    const x0 = v128.load32_splat(inputs)
    const d0 = v128.load(deltas)
    s00 = f32x4.add(s00, f32x4.mul(x0, d0))
    const d1 = v128.load(deltas, 16)
    s01 = f32x4.add(s01, f32x4.mul(x0, d1))
    const d2 = v128.load(deltas, 32)
    s02 = f32x4.add(s02, f32x4.mul(x0, d2))
    inputs += inputWidth
    deltas += width
  }
  place(out, s00, rate)
  place(out + 16, s01, rate)
  place(out + 32, s02, rate)
}

function tile1x1(inputs: usize, inputWidth: usize, deltas: usize, width: usize, count: i32, out: usize, rate: f32): void {
  let s00 = f32x4.splat(0)
  for (let n = 0; n < count; n++) {
    const x0 = v128.load32_splat(inputs)
    const d0 = v128.load(deltas)
    s00 = f32x4.add(s00, f32x4.mul(x0, d0))
    inputs += inputWidth
    deltas += width
  }
  place(out, s00, rate)
}
