import { PANEL, padded, panelOffset, rowBytes } from './layout'

/** deltas ← deltas ⊙ (y ⊙ (1 − y)) for rows [from, to). The padding stays 0, because y is 0 there. */
export function timesDerivative(
  activations: usize, // rows × columns
  deltas: usize, // rows × columns
  rows: i32,
  columns: i32,
  from: i32,
  to: i32,
): void {
  const one = f32x4.splat(1)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const panel = panelOffset(rows, first)
    const width = rowBytes(columns, first)
    const end = panel + <usize>to * width
    for (let at = panel + <usize>from * width; at < end; at += 16) {
      const y = v128.load(activations + at)
      const derivative = f32x4.mul(y, f32x4.sub(one, y))
      v128.store(deltas + at, f32x4.mul(v128.load(deltas + at), derivative))
    }
  }
}
