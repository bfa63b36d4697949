import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, lastRow } from './region'

/**
 * out[n] ← parts[0][n] + parts[1][n], neighbours first where there are four or eight: (0 + 1) + (2 + 3). The parts
 * have the shape of `out`; their values begin every `stride` bytes.
 */
export function pairwiseSum(parts: usize, stride: usize, count: i32, out: usize): void {
  const columns = columnsOf(out)
  const values = valuesOf(out)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = panelOffset(rowsOf(out), first)
    const end = panel + <usize>lastRow * width
    const begin = panel + <usize>firstRow * width
    if (count == 2) sumTwo(parts, stride, values, begin, end)
    else if (count == 4) sumFour(parts, stride, values, begin, end)
    else sumEight(parts, stride, values, begin, end)
  }
}

// A function for each: of loops within one the compiler joins the ends, and V8 packs nothing across basic blocks.

function sumTwo(parts: usize, stride: usize, values: usize, begin: usize, end: usize): void {
  sumRange(2, parts, stride, values, begin, end)
}

function sumFour(parts: usize, stride: usize, values: usize, begin: usize, end: usize): void {
  sumRange(4, parts, stride, values, begin, end)
}

function sumEight(parts: usize, stride: usize, values: usize, begin: usize, end: usize): void {
  sumRange(8, parts, stride, values, begin, end)
}

// @ts-ignore: decorator
@inline
function sumRange(count: i32, parts: usize, stride: usize, values: usize, at: usize, end: usize): void {
  if (WIDE) {
    for (; at + 32 <= end; at += 32) {
      const a = sumOf(count, parts + at, stride, 0)
      const b = sumOf(count, parts + at, stride, 16)
      v128.store(values + at, a)
      v128.store(values + at, b, 16)
    }
  }
  for (; at < end; at += 16) v128.store(values + at, sumOf(count, parts + at, stride, 0))
}

// The offset is an immediate of the load: V8 packs what it sees to be neighbours.

// @ts-ignore: decorator
@inline
function sumOf(count: i32, part: usize, stride: usize, offset: i32): v128 {
  return count == 2 ? two(part, stride, offset) : count == 4 ? four(part, stride, offset) : eight(part, stride, offset)
}

// @ts-ignore: decorator
@inline
function at(part: usize, offset: i32): v128 {
  return offset == 0 ? v128.load(part) : v128.load(part, 16)
}

// @ts-ignore: decorator
@inline
function two(part: usize, stride: usize, offset: i32): v128 {
  return f32x4.add(at(part, offset), at(part + stride, offset))
}

// @ts-ignore: decorator
@inline
function four(part: usize, stride: usize, offset: i32): v128 {
  return f32x4.add(two(part, stride, offset), two(part + stride * 2, stride, offset))
}

// @ts-ignore: decorator
@inline
function eight(part: usize, stride: usize, offset: i32): v128 {
  return f32x4.add(four(part, stride, offset), four(part + stride * 4, stride, offset))
}
