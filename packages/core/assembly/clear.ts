import { PANEL, padded, panelOffset, rowBytes } from './layout'

/** Rows [from, to) become 0: a gradient is then 0 + 1 · Σ. */
export function clear(out: usize, outRows: i32, columns: i32, from: i32, to: i32, firstUnit: i32, lastUnit: i32): void {
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = out + panelOffset(outRows, first)
    const c = <usize>max(0, firstUnit - first) << 2
    const end = <usize>min(PANEL, padded(lastUnit) - first) << 2
    for (let i = from; i < to; i++) memory.fill(panel + <usize>i * width + c, 0, end - c)
  }
}
