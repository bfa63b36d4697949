import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, lastRow } from './region'

/** deltas ← deltas ⊙ slopes, of matrices of one shape. */
export function timesSlopes(slopes: usize, deltas: usize): void {
  const columns = columnsOf(deltas)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const panel = panelOffset(rowsOf(deltas), first)
    const width = rowBytes(columns, first)
    const end = valuesOf(deltas) + panel + <usize>lastRow * width
    let d = valuesOf(deltas) + panel + <usize>firstRow * width
    let s = valuesOf(slopes) + panel + <usize>firstRow * width
    if (WIDE) {
      for (; d + 32 <= end; d += 32, s += 32) {
        const a = f32x4.mul(v128.load(d), v128.load(s))
        const b = f32x4.mul(v128.load(d, 16), v128.load(s, 16))
        v128.store(d, a)
        v128.store(d, b, 16)
      }
    }
    for (; d < end; d += 16, s += 16) v128.store(d, f32x4.mul(v128.load(d), v128.load(s)))
  }
}
