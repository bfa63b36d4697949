import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstInput, firstRow, lastInput, lastRow } from './region'
import { rateOf, ruleOf, SGD, STORE, updateRow } from './apply-update'
import { addBlock, allBlocks, beginBlocks, blockRows, CHUNK, nextSums } from './block-sums'
import { descend } from './descend'

/** out[i] is updated with Σ inputs[n][i] · deltas[n]. Tiles as in product.ts. */
export function gradient(inputs: usize, deltas: usize, out: usize, update: usize): void {
  const columns = columnsOf(out)
  const count = lastRow - firstRow
  const rate = rateOf(update)
  const inBlocks = blockRows > 0 && count > blockRows
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const d = valuesOf(deltas) + panelOffset(rowsOf(deltas), first) + <usize>firstRow * width
    const o = valuesOf(out) + panelOffset(rowsOf(out), first)
    for (let input = firstInput; input < lastInput; ) {
      const inPanel = input % PANEL
      const some = min(inBlocks ? min(CHUNK, PANEL - inPanel) : PANEL - inPanel, lastInput - input)
      const step = rowBytes(columnsOf(inputs), input - inPanel)
      const x = valuesOf(inputs) + panelOffset(rowsOf(inputs), input - inPanel) + <usize>firstRow * step + (<usize>inPanel << 2)
      const at = o + <usize>input * width
      if (inBlocks) descend(at, sumBlocks(x, step, some, d, width, count), 0, some * <i32>(width >> 2), update)
      else if (ruleOf(update) == STORE) storePanel(x, step, some, d, width, count, at, rate)
      else descendPanel(x, step, some, d, width, count, at, rate)
      input += some
    }
  }
}

/** The sums of some inputs for a panel of deltas, in blocks of rows. Returns where they are. */
function sumBlocks(x: usize, step: usize, inputs: i32, d: usize, width: usize, count: i32): usize {
  const bytes = <usize>inputs * width
  beginBlocks()
  for (let n = 0; n < count; n += blockRows) {
    const rows = min(blockRows, count - n)
    storePanel(x + <usize>n * step, step, inputs, d + <usize>n * width, width, rows, nextSums(), 0)
    addBlock(bytes)
  }
  return allBlocks(bytes)
}

// Each rule has loops of its own: what a tile ends with must not depend on a condition, or V8 packs nothing.

function storePanel(x: usize, step: usize, inputs: i32, d: usize, width: usize, count: i32, out: usize, rate: f32): void {
  panel(STORE, x, step, inputs, d, width, count, out, rate)
}

function descendPanel(x: usize, step: usize, inputs: i32, d: usize, width: usize, count: i32, out: usize, rate: f32): void {
  panel(SGD, x, step, inputs, d, width, count, out, rate)
}

/** Inputs of one panel, times a panel of deltas. */
// @ts-ignore: decorator
@inline
function panel(rule: u32, x: usize, step: usize, inputs: i32, d: usize, width: usize, count: i32, out: usize, rate: f32): void {
  let c: usize = 0
  for (; c + 64 <= width; c += 64) strip(WIDE ? 4 : 2, 4, rule, x, step, inputs, d + c, width, count, out + c, rate)
  if (WIDE) for (; c + 32 <= width; c += 32) strip(4, 2, rule, x, step, inputs, d + c, width, count, out + c, rate)
  else for (; c + 48 <= width; c += 48) strip(2, 3, rule, x, step, inputs, d + c, width, count, out + c, rate)
  for (; c < width; c += 16) strip(4, 1, rule, x, step, inputs, d + c, width, count, out + c, rate)
}

/** `registers` × 4 columns of all inputs: `rows` of them at a time, then what is left. */
// @ts-ignore: decorator
@inline
function strip(
  rows: i32, registers: i32, rule: u32, x: usize, step: usize, inputs: i32, d: usize, width: usize, count: i32, out: usize, rate: f32,
): void {
  let i = 0
  if (rows == 4) for (; i + 4 <= inputs; i += 4) tile(4, registers, rule, x + (<usize>i << 2), step, d, width, count, out + <usize>i * width, rate)
  for (; i + 2 <= inputs; i += 2) tile(2, registers, rule, x + (<usize>i << 2), step, d, width, count, out + <usize>i * width, rate)
  if (i < inputs) tile(1, registers, rule, x + (<usize>i << 2), step, d, width, count, out + <usize>i * width, rate)
}

/** `rows` × `registers` of four sums, over `count` rows of the minibatch. */
// @ts-ignore: decorator
@inline
function tile(
  rows: i32, registers: i32, rule: u32, x: usize, step: usize, d: usize, width: usize, count: i32, row: usize, rate: f32,
): void {
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00
  let s20 = s00, s21 = s00, s22 = s00, s23 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00
  for (let n = 0; n < count; n++, x += step, d += width) {
    const d0 = v128.load(d)
    const d1 = registers > 1 ? v128.load(d, 16) : d0
    const d2 = registers > 2 ? v128.load(d, 32) : d0
    const d3 = registers > 3 ? v128.load(d, 48) : d0
    const x0 = v128.load32_splat(x)
    s00 = f32x4.add(s00, f32x4.mul(x0, d0))
    if (registers > 1) s01 = f32x4.add(s01, f32x4.mul(x0, d1))
    if (registers > 2) s02 = f32x4.add(s02, f32x4.mul(x0, d2))
    if (registers > 3) s03 = f32x4.add(s03, f32x4.mul(x0, d3))
    if (rows > 1) {
      const x1 = v128.load32_splat(x, 4)
      s10 = f32x4.add(s10, f32x4.mul(x1, d0))
      if (registers > 1) s11 = f32x4.add(s11, f32x4.mul(x1, d1))
      if (registers > 2) s12 = f32x4.add(s12, f32x4.mul(x1, d2))
      if (registers > 3) s13 = f32x4.add(s13, f32x4.mul(x1, d3))
    }
    if (rows > 2) {
      const x2 = v128.load32_splat(x, 8)
      s20 = f32x4.add(s20, f32x4.mul(x2, d0))
      if (registers > 1) s21 = f32x4.add(s21, f32x4.mul(x2, d1))
      if (registers > 2) s22 = f32x4.add(s22, f32x4.mul(x2, d2))
      if (registers > 3) s23 = f32x4.add(s23, f32x4.mul(x2, d3))
      const x3 = v128.load32_splat(x, 12)
      s30 = f32x4.add(s30, f32x4.mul(x3, d0))
      if (registers > 1) s31 = f32x4.add(s31, f32x4.mul(x3, d1))
      if (registers > 2) s32 = f32x4.add(s32, f32x4.mul(x3, d2))
      if (registers > 3) s33 = f32x4.add(s33, f32x4.mul(x3, d3))
    }
  }
  updateRow(rule, registers, row, s00, s01, s02, s03, rate)
  if (rows > 1) updateRow(rule, registers, row + width, s10, s11, s12, s13, rate)
  if (rows > 2) updateRow(rule, registers, row + width * 2, s20, s21, s22, s23, rate)
  if (rows > 2) updateRow(rule, registers, row + width * 3, s30, s31, s32, s33, rate)
}
