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
    for (let at = panel + <usize>firstRow * width; at < end; at += 16) {
      const part = parts + at
      const sum = count == 2 ? two(part, stride) : count == 4 ? four(part, stride) : eight(part, stride)
      v128.store(values + at, sum)
    }
  }
}

// @ts-ignore: decorator
@inline
function two(part: usize, stride: usize): v128 {
  return f32x4.add(v128.load(part), v128.load(part + stride))
}

// @ts-ignore: decorator
@inline
function four(part: usize, stride: usize): v128 {
  return f32x4.add(two(part, stride), two(part + stride * 2, stride))
}

// @ts-ignore: decorator
@inline
function eight(part: usize, stride: usize): v128 {
  return f32x4.add(four(part, stride), four(part + stride * 4, stride))
}
