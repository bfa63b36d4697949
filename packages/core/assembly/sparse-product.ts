import { sort } from './entry'
import { sparseRows } from './sparse-rows'
import { touch } from './touch'

/**
 * out[n] ← Σ x · weights[i] over the lit inputs i of row n, ascending, then the bias. Where there is `room`, all entries
 * of the rows are sorted by input on the way, each input's into so many cells of its own: one pass over what is read
 * anyway. Returns nothing of use.
 */
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
  columnStarts: usize, // [inputs] u32
  columnEnds: usize, // [inputs] u32
  cells: usize, // [inputs × room + 1] u32: row · 256 + byte
  room: u32, // 0: nothing is sorted, and the three before are not used
): u32 {
  const read = touch(starts, order, entries, from, to)
  const inputs = weightRows - 1
  if (room > 0) {
    let start: u32 = 0
    for (let i = 0; i < inputs; i++, start += room) store<u32>(columnStarts + (<usize>i << 2), start)
    memory.copy(columnEnds, columnStarts, <usize>inputs << 2)
  }
  const sorted = sparseRows(starts, starts + 4, order, entries, levels, weights, weightRows, weights, weightRows, inputs, out, outRows, columns, 1, from, to, firstUnit, lastUnit, columnEnds, room > 0 ? cells : 0)
  if (room > 0 && !sorted) sortRows(starts, entries, order, columnEnds, cells, from, to)
  return read
}

/** Where no tile does it on the way. */
function sortRows(starts: usize, entries: usize, order: usize, ends: usize, cells: usize, from: i32, to: i32): void {
  for (let n = from; n < to; n++) {
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    const end = entries + (<usize>load<u32>(at, 4) << 2)
    for (let e = entries + (<usize>load<u32>(at) << 2); e < end; e += 4) sort(ends, cells, n, load<u32>(e))
  }
}
