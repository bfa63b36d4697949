// Softmax of one row of a matrix, in the steps that its cross-entropy shares: zⱼ = e^(qⱼ − m) / s, with m the largest of the
// row and s the sum of the numerators, in four lanes, j modulo 4, added in pairs: (0 + 2) + (1 + 3).
import { exp } from './exp'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'

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
  const m = f32x4.splat(maximum)
  let sum = f32x4.splat(0)
  let here = i32x4(0, 1, 2, 3)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const row = valuesOf(matrix) + panelOffset(rowsOf(matrix), first) + <usize>n * width
    for (let at: usize = 0; at < width; at += 16) {
      const inside = i32x4.lt_s(here, i32x4.splat(columns))
      const e = v128.and(exp(f32x4.sub(v128.load(row + at), m)), inside)
      v128.store(row + at, e)
      sum = f32x4.add(sum, e)
      here = i32x4.add(here, i32x4.splat(4))
    }
  }
  return addInPairs(sum)
}

/** Each number of a row divided by one, in place. */
export function divideRow(matrix: usize, n: i32, divisor: f32): void {
  const columns = columnsOf(matrix)
  const s = f32x4.splat(divisor)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const row = valuesOf(matrix) + panelOffset(rowsOf(matrix), first) + <usize>n * width
    for (let at: usize = 0; at < width; at += 16) v128.store(row + at, f32x4.div(v128.load(row + at), s))
  }
}

/** The lanes of a sum: (0 + 2) + (1 + 3). */
// @ts-ignore: decorator
@inline
export function addInPairs(sum: v128): f32 {
  const pairs = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1))
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)
}
