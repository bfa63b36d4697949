import { clear } from './clear'
import { sparseRows } from './sparse-rows'

/** out[i] ← or −= rate · Σ x · deltas[n] over the cells of input i, for inputs [first, last). */
export function sparseGradient(
  starts: usize, // [inputs] u32
  ends: usize, // [inputs] u32
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
  sparseRows(starts, ends, 0, cells, levels, deltas, deltaRows, out, outRows, -1, out, outRows, columns, rate == 0 ? 1 : -rate, first, last, firstUnit, lastUnit, 0, 0)
}
