// Softmax of one row of a matrix, in the steps that its cross-entropy shares: zⱼ = e^(qⱼ − m) / s, with m the largest of the
// row and s the sum of the numerators, in four lanes, j modulo 4, added in pairs: (0 + 2) + (1 + 3).
import { exp } from './exp'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, lastRow } from './region'

/** z of the rows of the region, in place; the padding becomes 0. */
export function softmax(values: usize): void {
  for (let n = firstRow; n < lastRow; n++) divideRow(values, n, exponentiateRow(values, n, maximumOfRow(values, n)))
}

/** m: NaN where one is. */
export function maximumOfRow(matrix: usize, n: i32): f32 {
  const columns = columnsOf(matrix)
  let largest = f32x4.splat(-Infinity)
  let here = i32x4(0, 1, 2, 3)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const row = valuesOf(matrix) + panelOffset(rowsOf(matrix), first) + <usize>n * width
    for (let at: usize = 0; at < width; at += 16) {
      const inside = i32x4.lt_s(here, i32x4.splat(columns))
      largest = f32x4.max(largest, v128.bitselect(v128.load(row + at), f32x4.splat(-Infinity), inside))
      here = i32x4.add(here, i32x4.splat(4))
    }
  }
  const pairs = f32x4.max(largest, v128.shuffle<f32>(largest, largest, 2, 3, 0, 1))
  return max<f32>(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1))
}

/** The numerators, in place, 0 in the padding. Returns s. */
export function exponentiateRow(matrix: usize, n: i32, maximum: f32): f32 {
  const columns = columnsOf(matrix)
  const last = padded(columns)
  let sum = f32x4.splat(0)
  for (let first = 0; first < last; first += PANEL) {
    const at = rowAt(matrix, n, first)
    const end = at + rowBytes(columns, first)
    exponentiate(at, end, maximum)
    if (first + PANEL >= last) clearPadding(end, columns)
    for (let e = at; e < end; e += 16) sum = f32x4.add(sum, v128.load(e))
  }
  return addInPairs(sum)
}

/** Each number of a row divided by one, in place, 0 in the padding: 0 / NaN is not 0. */
export function divideRow(matrix: usize, n: i32, divisor: f32): void {
  const columns = columnsOf(matrix)
  const last = padded(columns)
  for (let first = 0; first < last; first += PANEL) {
    const at = rowAt(matrix, n, first)
    const end = at + rowBytes(columns, first)
    divide(at, end, divisor)
    if (first + PANEL >= last) clearPadding(end, columns)
  }
}

/** Where the panel that begins at column `first` has row `n`. */
// @ts-ignore: decorator
@inline
function rowAt(matrix: usize, n: i32, first: i32): usize {
  return valuesOf(matrix) + panelOffset(rowsOf(matrix), first) + <usize>n * rowBytes(columnsOf(matrix), first)
}

/** Of the last four columns of a row, which end at `end`. */
// @ts-ignore: decorator
@inline
function clearPadding(end: usize, columns: i32): void {
  if ((columns & 3) == 0) return
  v128.store(end - 16, v128.and(v128.load(end - 16), i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(columns & 3))))
}

/** q ← e^(q − m), from byte `at` to byte `end`. */
function exponentiate(at: usize, end: usize, m: f32): void {
  if (WIDE) {
    for (; at + 32 <= end; at += 32) {
      const e0 = exp(f32x4.sub(v128.load(at), f32x4.splat(m)))
      const e1 = exp(f32x4.sub(v128.load(at, 16), f32x4.splat(m)))
      v128.store(at, e0)
      v128.store(at, e1, 16)
    }
  }
  for (; at < end; at += 16) v128.store(at, exp(f32x4.sub(v128.load(at), f32x4.splat(m))))
}

/** e ← e / s, from byte `at` to byte `end`. */
function divide(at: usize, end: usize, s: f32): void {
  if (WIDE) {
    for (; at + 32 <= end; at += 32) {
      const z0 = f32x4.div(v128.load(at), f32x4.splat(s))
      const z1 = f32x4.div(v128.load(at, 16), f32x4.splat(s))
      v128.store(at, z0)
      v128.store(at, z1, 16)
    }
  }
  for (; at < end; at += 16) v128.store(at, f32x4.div(v128.load(at), f32x4.splat(s)))
}

/** The lanes of a sum: (0 + 2) + (1 + 3). */
// @ts-ignore: decorator
@inline
export function addInPairs(sum: v128): f32 {
  const pairs = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1))
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)
}
