import { capacityOf, cellsOf, columnEndsOf, columnStartsOf, cursorRowsOf, cursorsOf, zerosOf } from './columns'
import { sort } from './entry'
import { entriesOf, levelsOf, startsOf } from './examples'
import { rowsOf } from './layout'
import { firstRow, lastRow } from './region'
import { setBlocks, setCells, setRows, sparseRows } from './sparse-rows'
import { touch } from './touch'

/** Rows for which blocks of inputs pay, entries that a row has in one, and inputs that are one at least: see `blocksFor`. */
const BLOCK_ROWS: i32 = 16
const BLOCK_ENTRIES: u32 = 48
const BLOCK_INPUTS: u32 = 96

/**
 * out[n] ← Σ x · weights[i] over the lit inputs i of row n, ascending, then the bias. Where `columns` have a capacity, all
 * entries of the rows are sorted by input on the way, each input's into cells of its own: one pass over what is read anyway. Returns
 * nothing of use.
 */
export function sparseProduct(
  examples: usize,
  order: usize, // [rows] u32: the example of each row
  weights: usize, // biases in the last row
  out: usize,
  columns: usize, // their record, or 0
): u32 {
  const starts = startsOf(examples)
  const entries = entriesOf(examples)
  const from = firstRow
  const to = lastRow
  const read = touch(starts, order, entries, from, to)
  const inputs = rowsOf(weights) - 1
  let ends: usize = 0
  let cells: usize = 0
  const capacity = columns == 0 ? 0 : capacityOf(columns)
  if (capacity != 0) {
    const columnStarts = columnStartsOf(columns)
    ends = columnEndsOf(columns)
    cells = cellsOf(columns)
    let start: u32 = 0
    for (let i = 0; i < inputs; i++, start += capacity) store<u32>(columnStarts + (<usize>i << 2), start)
    memory.copy(ends, columnStarts, <usize>inputs << 2)
  }
  if (WIDE && columns != 0 && to - from >= BLOCK_ROWS && to - from <= cursorRowsOf(columns)) {
    const blocks = blocksFor(<u32>inputs, entriesIn(starts, order, from, to) / <u32>(to - from))
    setBlocks((<u32>inputs + blocks - 1) / blocks, blocks, cursorsOf(columns), zerosOf(columns))
  }
  setRows(starts, starts + 4, order, entries, from, to)
  setCells(ends, cells)
  const sorted = sparseRows(levelsOf(examples), weights, weights, inputs, out, 1)
  if (capacity != 0 && !sorted) sortRows(starts, entries, order, ends, cells, from, to)
  return read
}

/**
 * How many blocks of inputs the product of rows with so many entries goes through. The smaller a block, the nearer are its
 * weights: of 96 inputs those of a panel, 24 KiB, fit the first-level cache. But the sums of a row are stored and loaded
 * again between two blocks, so that a row has to have some entries in each.
 */
function blocksFor(inputs: u32, entries: u32): u32 {
  return max<u32>(1, min(entries / BLOCK_ENTRIES, inputs / BLOCK_INPUTS))
}

/** Entries of the rows. */
function entriesIn(starts: usize, order: usize, from: i32, to: i32): u32 {
  let sum: u32 = 0
  for (let n = from; n < to; n++) {
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    sum += load<u32>(at, 4) - load<u32>(at)
  }
  return sum
}

/** Where no tile does it on the way. */
function sortRows(starts: usize, entries: usize, order: usize, ends: usize, cells: usize, from: i32, to: i32): void {
  for (let n = from; n < to; n++) {
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    const end = entries + (<usize>load<u32>(at, 4) << 2)
    for (let e = entries + (<usize>load<u32>(at) << 2); e < end; e += 4) sort(ends, cells, n, load<u32>(e))
  }
}
