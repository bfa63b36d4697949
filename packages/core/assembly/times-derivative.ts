import { LINEAR, SIGMOID } from './activation'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, lastRow } from './region'

/** deltas ← deltas ⊙ (y ⊙ (1 − y)), of matrices of one shape. The padding stays 0, because y is 0 there. */
export function timesDerivative(activations: usize, deltas: usize, activation: i32): void {
  if (activation == LINEAR) return
  if (activation != SIGMOID) unreachable()
  const y0 = valuesOf(activations)
  const d0 = valuesOf(deltas)
  const columns = columnsOf(deltas)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const panel = panelOffset(rowsOf(deltas), first)
    const width = rowBytes(columns, first)
    const end = panel + <usize>lastRow * width
    let at = panel + <usize>firstRow * width
    if (WIDE) {
      for (; at + 32 <= end; at += 32) {
        const a = derivative(v128.load(d0 + at), v128.load(y0 + at))
        const b = derivative(v128.load(d0 + at, 16), v128.load(y0 + at, 16))
        v128.store(d0 + at, a)
        v128.store(d0 + at, b, 16)
      }
    }
    for (; at < end; at += 16) v128.store(d0 + at, derivative(v128.load(d0 + at), v128.load(y0 + at)))
  }
}

// @ts-ignore: decorator
@inline
function derivative(delta: v128, y: v128): v128 {
  return f32x4.mul(delta, f32x4.mul(y, f32x4.sub(f32x4.splat(1), y)))
}
