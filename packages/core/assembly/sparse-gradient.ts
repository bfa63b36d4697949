import { PANEL, padded, panelOffset, rowBytes } from './layout'
import { sparseRows } from './sparse-rows'

/** out[i] ← or −= rate · Σ x · deltas[n] over the cells of input i, for inputs [first, last). */
export function sparseGradient(
  starts: usize, // [inputs + 1] u32
  cells: usize, // [cells + 1] u32: row · 256 + byte
  levels: usize, // [256] f32
  deltas: usize, // deltaRows × columns
  deltaRows: i32,
  out: usize, // outRows × columns
  outRows: i32,
  columns: i32,
  first: i32,
  last: i32,
  firstUnit: i32,
  lastUnit: i32,
  rate: f32,
): void {
  if (rate == 0) clear(out, outRows, columns, first, last, firstUnit, lastUnit)
  sparseRows(starts, 0, cells, levels, deltas, deltaRows, out, outRows, -1, out, outRows, columns, rate == 0 ? 1 : -rate, first, last, firstUnit, lastUnit)
}

/** Rows [from, to) become 0: a gradient is then 0 + 1 · Σ. */
function clear(out: usize, outRows: i32, columns: i32, from: i32, to: i32, firstUnit: i32, lastUnit: i32): void {
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = out + panelOffset(outRows, first)
    const c = <usize>max(0, firstUnit - first) << 2
    const end = <usize>min(PANEL, padded(lastUnit) - first) << 2
    for (let i = from; i < to; i++) memory.fill(panel + <usize>i * width + c, 0, end - c)
  }
}
