import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, lastRow } from './region'

/** deltas ← deltas ⊙ (y ⊙ (1 − y)), of matrices of one shape. The padding stays 0, because y is 0 there. */
export function timesDerivative(activations: usize, deltas: usize): void {
  const y0 = valuesOf(activations)
  const d0 = valuesOf(deltas)
  const columns = columnsOf(deltas)
  const one = f32x4.splat(1)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const panel = panelOffset(rowsOf(deltas), first)
    const width = rowBytes(columns, first)
    const end = panel + <usize>lastRow * width
    for (let at = panel + <usize>firstRow * width; at < end; at += 16) {
      const y = v128.load(y0 + at)
      const derivative = f32x4.mul(y, f32x4.sub(one, y))
      v128.store(d0 + at, f32x4.mul(v128.load(d0 + at), derivative))
    }
  }
}
