import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstInput, firstRow, lastInput, lastRow } from './region'

/**
 * out[n] ← Σ inputs[n][i] · weights[i] over the inputs i, ascending, then, after the last one, the bias where there is one.
 *
 * A tile keeps its sums in registers from the first input to the last. It has as many as the engine's registers hold
 * beside what a turn of the inner loop reads: eight of four lanes, or sixteen where V8 packs two of them into one.
 */
export function product(inputs: usize, weights: usize, out: usize): void {
  const biased = lastInput == columnsOf(inputs) && rowsOf(weights) > lastInput
  const columns = columnsOf(out)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = valuesOf(weights) + panelOffset(rowsOf(weights), first)
    const rows = valuesOf(out) + panelOffset(rowsOf(out), first)
    for (let term = firstInput; term < lastInput; ) {
      const inPanel = term % PANEL
      const count = min(PANEL - inPanel, lastInput - term)
      const step = rowBytes(columnsOf(inputs), term - inPanel)
      const x = valuesOf(inputs) + panelOffset(rowsOf(inputs), term - inPanel) + (<usize>inPanel << 2)
      const w = panel + <usize>term * width
      const continued = term > firstInput
      term += count
      if (biased && term == lastInput) {
        if (continued) finish(x, step, count, w, width, rows)
        else whole(x, step, count, w, width, rows)
      } else if (continued) proceed(x, step, count, w, width, rows)
      else begin(x, step, count, w, width, rows)
    }
  }
}

// Each case has loops of its own: what a tile begins and ends with must not depend on a condition, or V8 packs nothing.

function begin(x: usize, step: usize, count: i32, w: usize, width: usize, out: usize): void {
  panel(false, false, x, step, count, w, width, out)
}

function proceed(x: usize, step: usize, count: i32, w: usize, width: usize, out: usize): void {
  panel(true, false, x, step, count, w, width, out)
}

function finish(x: usize, step: usize, count: i32, w: usize, width: usize, out: usize): void {
  panel(true, true, x, step, count, w, width, out)
}

function whole(x: usize, step: usize, count: i32, w: usize, width: usize, out: usize): void {
  panel(false, true, x, step, count, w, width, out)
}

/** The rows of the inputs of one panel, times a panel of weights. */
// @ts-ignore: decorator
@inline
function panel(continued: bool, biased: bool, x: usize, step: usize, count: i32, w: usize, width: usize, out: usize): void {
  let c: usize = 0
  for (; c + 64 <= width; c += 64) strip(WIDE ? 4 : 2, 4, continued, biased, x, step, count, w + c, width, out + c)
  for (; c + 48 <= width; c += 48) strip(WIDE ? 4 : 2, 3, continued, biased, x, step, count, w + c, width, out + c)
  for (; c < width; c += 16) strip(4, 1, continued, biased, x, step, count, w + c, width, out + c)
}

/** All rows of `registers` × 4 columns: `rows` at a time, then what is left. */
// @ts-ignore: decorator
@inline
function strip(
  rows: i32, registers: i32, continued: bool, biased: bool, x: usize, step: usize, count: i32, w: usize, width: usize, out: usize,
): void {
  const to = lastRow
  let n = firstRow
  if (rows == 4) for (; n + 4 <= to; n += 4) tile(4, registers, continued, biased, x + <usize>n * step, step, count, w, width, out + <usize>n * width)
  for (; n + 2 <= to; n += 2) tile(2, registers, continued, biased, x + <usize>n * step, step, count, w, width, out + <usize>n * width)
  if (n < to) tile(1, registers, continued, biased, x + <usize>n * step, step, count, w, width, out + <usize>n * width)
}

/** `rows` × `registers` of four sums, over the terms of one panel. */
// @ts-ignore: decorator
@inline
function tile(
  rows: i32, registers: i32, continued: bool, biased: bool, x: usize, step: usize, count: i32, w: usize, width: usize, row: usize,
): void {
  let s00 = begins(0 < registers && 0 < rows && continued, row + 0), s01 = begins(1 < registers && 0 < rows && continued, row + 16), s02 = begins(2 < registers && 0 < rows && continued, row + 32), s03 = begins(3 < registers && 0 < rows && continued, row + 48)
  let s10 = begins(0 < registers && 1 < rows && continued, row + width + 0), s11 = begins(1 < registers && 1 < rows && continued, row + width + 16), s12 = begins(2 < registers && 1 < rows && continued, row + width + 32), s13 = begins(3 < registers && 1 < rows && continued, row + width + 48)
  let s20 = begins(0 < registers && 2 < rows && continued, row + width * 2 + 0), s21 = begins(1 < registers && 2 < rows && continued, row + width * 2 + 16), s22 = begins(2 < registers && 2 < rows && continued, row + width * 2 + 32), s23 = begins(3 < registers && 2 < rows && continued, row + width * 2 + 48)
  let s30 = begins(0 < registers && 3 < rows && continued, row + width * 3 + 0), s31 = begins(1 < registers && 3 < rows && continued, row + width * 3 + 16), s32 = begins(2 < registers && 3 < rows && continued, row + width * 3 + 32), s33 = begins(3 < registers && 3 < rows && continued, row + width * 3 + 48)
  const end = x + (<usize>count << 2)
  for (; x < end; x += 4, w += width) {
    const w0 = v128.load(w)
    const w1 = registers > 1 ? v128.load(w, 16) : w0
    const w2 = registers > 2 ? v128.load(w, 32) : w0
    const w3 = registers > 3 ? v128.load(w, 48) : w0
    const x0 = v128.load32_splat(x)
    s00 = f32x4.add(s00, f32x4.mul(x0, w0))
    if (registers > 1) s01 = f32x4.add(s01, f32x4.mul(x0, w1))
    if (registers > 2) s02 = f32x4.add(s02, f32x4.mul(x0, w2))
    if (registers > 3) s03 = f32x4.add(s03, f32x4.mul(x0, w3))
    if (rows > 1) {
      const x1 = v128.load32_splat(x + step)
      s10 = f32x4.add(s10, f32x4.mul(x1, w0))
      if (registers > 1) s11 = f32x4.add(s11, f32x4.mul(x1, w1))
      if (registers > 2) s12 = f32x4.add(s12, f32x4.mul(x1, w2))
      if (registers > 3) s13 = f32x4.add(s13, f32x4.mul(x1, w3))
    }
    if (rows > 2) {
      const x2 = v128.load32_splat(x + step * 2)
      s20 = f32x4.add(s20, f32x4.mul(x2, w0))
      if (registers > 1) s21 = f32x4.add(s21, f32x4.mul(x2, w1))
      if (registers > 2) s22 = f32x4.add(s22, f32x4.mul(x2, w2))
      if (registers > 3) s23 = f32x4.add(s23, f32x4.mul(x2, w3))
      const x3 = v128.load32_splat(x + step * 3)
      s30 = f32x4.add(s30, f32x4.mul(x3, w0))
      if (registers > 1) s31 = f32x4.add(s31, f32x4.mul(x3, w1))
      if (registers > 2) s32 = f32x4.add(s32, f32x4.mul(x3, w2))
      if (registers > 3) s33 = f32x4.add(s33, f32x4.mul(x3, w3))
    }
  }
  // The biases lie after the last row of weights.
  const b0 = biased ? v128.load(w) : s00
  const b1 = biased && registers > 1 ? v128.load(w, 16) : b0
  const b2 = biased && registers > 2 ? v128.load(w, 32) : b0
  const b3 = biased && registers > 3 ? v128.load(w, 48) : b0
  put(registers, biased, row, s00, s01, s02, s03, b0, b1, b2, b3)
  if (rows > 1) put(registers, biased, row + width, s10, s11, s12, s13, b0, b1, b2, b3)
  if (rows > 2) put(registers, biased, row + width * 2, s20, s21, s22, s23, b0, b1, b2, b3)
  if (rows > 2) put(registers, biased, row + width * 3, s30, s31, s32, s33, b0, b1, b2, b3)
}

/** What a sum begins with: what is there already, or 0. */
// @ts-ignore: decorator
@inline
function begins(continued: bool, at: usize): v128 {
  return continued ? v128.load(at) : f32x4.splat(0)
}

/** A row of sums, with its biases. */
// @ts-ignore: decorator
@inline
function put(
  registers: i32, biased: bool, row: usize, s0: v128, s1: v128, s2: v128, s3: v128, b0: v128, b1: v128, b2: v128, b3: v128,
): void {
  v128.store(row, biased ? f32x4.add(s0, b0) : s0)
  if (registers > 1) v128.store(row, biased ? f32x4.add(s1, b1) : s1, 16)
  if (registers > 2) v128.store(row, biased ? f32x4.add(s2, b2) : s2, 32)
  if (registers > 3) v128.store(row, biased ? f32x4.add(s3, b3) : s3, 48)
}
