import { sparseRows } from './sparse-rows'
import { touch } from './touch'

/** out[n] ← Σ x · weights[i] over the lit inputs i of row n, ascending, then the bias. Returns nothing of use. */
export function sparseProduct(
  starts: usize, // [examples + 1] u32
  entries: usize, // [entries + 1] u32: input · 256 + byte
  levels: usize, // [256] f32
  order: usize, // [rows] u32: the example of each row
  weights: usize, // weightRows × columns, biases in the last row
  weightRows: i32,
  out: usize, // outRows × columns
  outRows: i32,
  columns: i32,
  from: i32,
  to: i32,
  firstUnit: i32,
  lastUnit: i32,
): u32 {
  const read = touch(starts, order, entries, from, to)
  sparseRows(starts, starts + 4, order, entries, levels, weights, weightRows, weights, weightRows, weightRows - 1, out, outRows, columns, 1, from, to, firstUnit, lastUnit, 0, 0)
  return read
}
