import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstInput, firstRow, lastInput, lastRow } from './region'
import { applyUpdate } from './update'

/** out[i] is updated with Σ inputs[n][i] · deltas[n]. Tiles as in product.ts. */
export function gradient(inputs: usize, deltas: usize, out: usize, update: usize): void {
  const columns = columnsOf(out)
  const from = firstRow
  const to = lastRow
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const rows = valuesOf(deltas) + panelOffset(rowsOf(deltas), first) + <usize>from * width
    const panel = valuesOf(out) + panelOffset(rowsOf(out), first)
    let c: usize = 0
    for (; c + 64 <= width; c += 64) four(valuesOf(inputs), rowsOf(inputs), columnsOf(inputs), rows + c, width, panel + c, from, to - from, firstInput, lastInput, update)
    for (; c + 48 <= width; c += 48) three(valuesOf(inputs), rowsOf(inputs), columnsOf(inputs), rows + c, width, panel + c, from, to - from, firstInput, lastInput, update)
    for (; c < width; c += 16) one(valuesOf(inputs), rowsOf(inputs), columnsOf(inputs), rows + c, width, panel + c, from, to - from, firstInput, lastInput, update)
  }
}

/** 16 columns of the inputs [begin, last): two inputs of a panel at a time, else one by one. */
function four(
  inputs: usize, inputRows: i32, inputColumns: i32, deltas: usize, width: usize, out: usize, from: i32, count: i32,
  begin: i32, last: i32, update: usize,
): void {
  let row = out + <usize>begin * width
  let i = begin
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
      applyUpdate(row, s00, update)
      applyUpdate(row + 16, s01, update)
      applyUpdate(row + 32, s02, update)
      applyUpdate(row + 48, s03, update)
      row += width
      applyUpdate(row, s10, update)
      applyUpdate(row + 16, s11, update)
      applyUpdate(row + 32, s12, update)
      applyUpdate(row + 48, s13, update)
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
      applyUpdate(row, s00, update)
      applyUpdate(row + 16, s01, update)
      applyUpdate(row + 32, s02, update)
      applyUpdate(row + 48, s03, update)
      row += width
      i++
    }
  }
}

/** 12 columns of the inputs [begin, last): two inputs of a panel at a time, else one by one. */
function three(
  inputs: usize, inputRows: i32, inputColumns: i32, deltas: usize, width: usize, out: usize, from: i32, count: i32,
  begin: i32, last: i32, update: usize,
): void {
  let row = out + <usize>begin * width
  let i = begin
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
      applyUpdate(row, s00, update)
      applyUpdate(row + 16, s01, update)
      applyUpdate(row + 32, s02, update)
      row += width
      applyUpdate(row, s10, update)
      applyUpdate(row + 16, s11, update)
      applyUpdate(row + 32, s12, update)
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
      applyUpdate(row, s00, update)
      applyUpdate(row + 16, s01, update)
      applyUpdate(row + 32, s02, update)
      row += width
      i++
    }
  }
}

/** 4 columns of the inputs [begin, last): four inputs of a panel at a time, else one by one. */
function one(
  inputs: usize, inputRows: i32, inputColumns: i32, deltas: usize, width: usize, out: usize, from: i32, count: i32,
  begin: i32, last: i32, update: usize,
): void {
  let row = out + <usize>begin * width
  let i = begin
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
      applyUpdate(row, s00, update)
      row += width
      applyUpdate(row, s10, update)
      row += width
      applyUpdate(row, s20, update)
      row += width
      applyUpdate(row, s30, update)
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
      applyUpdate(row, s00, update)
      row += width
      i++
    }
  }
}
