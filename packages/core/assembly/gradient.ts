import { PANEL, padded, panelOffset, rowBytes } from './layout'
import { place } from './place'

/**
 * out[i] ← or −= rate · Σ inputs[n][i] · deltas[n] for rows n in [from, to), inputs i in [firstInput, last).
 * Tiles as in product.ts.
 */
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
    const rows = deltas + panelOffset(deltaRows, first) + <usize>from * width
    const panel = out + panelOffset(outRows, first)
    let c: usize = 0
    for (; c + 64 <= width; c += 64) four(inputs, inputRows, inputColumns, rows + c, width, panel + c, from, to - from, firstInput, last, rate)
    for (; c + 48 <= width; c += 48) three(inputs, inputRows, inputColumns, rows + c, width, panel + c, from, to - from, firstInput, last, rate)
    for (; c < width; c += 16) one(inputs, inputRows, inputColumns, rows + c, width, panel + c, from, to - from, firstInput, last, rate)
  }
}

/** 16 columns of the inputs [firstInput, last): two inputs of a panel at a time, else one by one. */
function four(
  inputs: usize, inputRows: i32, inputColumns: i32, deltas: usize, width: usize, out: usize, from: i32, count: i32,
  firstInput: i32, last: i32, rate: f32,
): void {
  let row = out + <usize>firstInput * width
  let i = firstInput
  while (i < last) {
    const first = (i / PANEL) * PANEL
    const inputWidth = rowBytes(inputColumns, first)
    const input = inputs + panelOffset(inputRows, first) + <usize>from * inputWidth + (<usize>(i - first) << 2)
    if (i + 2 <= min(last, first + PANEL)) {
      let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00
      let x = input
      let d = deltas
      for (let n = 0; n < count; n++) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(d)))
        s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(d, 16)))
        s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(d, 32)))
        s03 = f32x4.add(s03, f32x4.mul(x0, v128.load(d, 48)))
        const x1 = v128.load32_splat(x, 4)
        s10 = f32x4.add(s10, f32x4.mul(x1, v128.load(d)))
        s11 = f32x4.add(s11, f32x4.mul(x1, v128.load(d, 16)))
        s12 = f32x4.add(s12, f32x4.mul(x1, v128.load(d, 32)))
        s13 = f32x4.add(s13, f32x4.mul(x1, v128.load(d, 48)))
        x += inputWidth
        d += width
      }
      place(row, s00, rate)
      place(row + 16, s01, rate)
      place(row + 32, s02, rate)
      place(row + 48, s03, rate)
      row += width
      place(row, s10, rate)
      place(row + 16, s11, rate)
      place(row + 32, s12, rate)
      place(row + 48, s13, rate)
      row += width
      i += 2
    } else {
      let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00
      let x = input
      let d = deltas
      for (let n = 0; n < count; n++) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(d)))
        s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(d, 16)))
        s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(d, 32)))
        s03 = f32x4.add(s03, f32x4.mul(x0, v128.load(d, 48)))
        x += inputWidth
        d += width
      }
      place(row, s00, rate)
      place(row + 16, s01, rate)
      place(row + 32, s02, rate)
      place(row + 48, s03, rate)
      row += width
      i++
    }
  }
}

/** 12 columns of the inputs [firstInput, last): two inputs of a panel at a time, else one by one. */
function three(
  inputs: usize, inputRows: i32, inputColumns: i32, deltas: usize, width: usize, out: usize, from: i32, count: i32,
  firstInput: i32, last: i32, rate: f32,
): void {
  let row = out + <usize>firstInput * width
  let i = firstInput
  while (i < last) {
    const first = (i / PANEL) * PANEL
    const inputWidth = rowBytes(inputColumns, first)
    const input = inputs + panelOffset(inputRows, first) + <usize>from * inputWidth + (<usize>(i - first) << 2)
    if (i + 2 <= min(last, first + PANEL)) {
      let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s10 = s00, s11 = s00, s12 = s00
      let x = input
      let d = deltas
      for (let n = 0; n < count; n++) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(d)))
        s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(d, 16)))
        s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(d, 32)))
        const x1 = v128.load32_splat(x, 4)
        s10 = f32x4.add(s10, f32x4.mul(x1, v128.load(d)))
        s11 = f32x4.add(s11, f32x4.mul(x1, v128.load(d, 16)))
        s12 = f32x4.add(s12, f32x4.mul(x1, v128.load(d, 32)))
        x += inputWidth
        d += width
      }
      place(row, s00, rate)
      place(row + 16, s01, rate)
      place(row + 32, s02, rate)
      row += width
      place(row, s10, rate)
      place(row + 16, s11, rate)
      place(row + 32, s12, rate)
      row += width
      i += 2
    } else {
      let s00 = f32x4.splat(0), s01 = s00, s02 = s00
      let x = input
      let d = deltas
      for (let n = 0; n < count; n++) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(d)))
        s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(d, 16)))
        s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(d, 32)))
        x += inputWidth
        d += width
      }
      place(row, s00, rate)
      place(row + 16, s01, rate)
      place(row + 32, s02, rate)
      row += width
      i++
    }
  }
}

/** 4 columns of the inputs [firstInput, last): four inputs of a panel at a time, else one by one. */
function one(
  inputs: usize, inputRows: i32, inputColumns: i32, deltas: usize, width: usize, out: usize, from: i32, count: i32,
  firstInput: i32, last: i32, rate: f32,
): void {
  let row = out + <usize>firstInput * width
  let i = firstInput
  while (i < last) {
    const first = (i / PANEL) * PANEL
    const inputWidth = rowBytes(inputColumns, first)
    const input = inputs + panelOffset(inputRows, first) + <usize>from * inputWidth + (<usize>(i - first) << 2)
    if (i + 4 <= min(last, first + PANEL)) {
      let s00 = f32x4.splat(0), s10 = s00, s20 = s00, s30 = s00
      let x = input
      let d = deltas
      for (let n = 0; n < count; n++) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(d)))
        const x1 = v128.load32_splat(x, 4)
        s10 = f32x4.add(s10, f32x4.mul(x1, v128.load(d)))
        const x2 = v128.load32_splat(x, 8)
        s20 = f32x4.add(s20, f32x4.mul(x2, v128.load(d)))
        const x3 = v128.load32_splat(x, 12)
        s30 = f32x4.add(s30, f32x4.mul(x3, v128.load(d)))
        x += inputWidth
        d += width
      }
      place(row, s00, rate)
      row += width
      place(row, s10, rate)
      row += width
      place(row, s20, rate)
      row += width
      place(row, s30, rate)
      row += width
      i += 4
    } else {
      let s00 = f32x4.splat(0)
      let x = input
      let d = deltas
      for (let n = 0; n < count; n++) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(d)))
        x += inputWidth
        d += width
      }
      place(row, s00, rate)
      row += width
      i++
    }
  }
}
