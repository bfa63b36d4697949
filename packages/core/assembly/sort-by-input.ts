import { cellsOf, columnEndsOf, columnStartsOf } from './columns'
import { entriesOf, startsOf } from './examples'
import { lowerBound } from './lower-bound'
import { firstInput, firstRow, lastInput, lastRow } from './region'
import { touch } from './touch'

/** A counting sort of the entries of the rows by input. Returns nothing of use. */
export function sortByInput(
  examples: usize,
  order: usize, // [rows] u32
  columns: usize,
): u32 {
  const starts = startsOf(examples)
  const entries = entriesOf(examples)
  const columnStarts = columnStartsOf(columns)
  const columnEnds = columnEndsOf(columns)
  const cells = cellsOf(columns)
  const from = firstRow
  const to = lastRow
  const first = firstInput
  const last = lastInput
  const read = touch(starts, order, entries, from, to)
  memory.fill(columnStarts + (<usize>first << 2), 0, <usize>(last - first) << 2)
  for (let n = from; n < to; n++) {
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    const begin = entries + (<usize>load<u32>(at) << 2)
    const end = entries + (<usize>load<u32>(at, 4) << 2)
    for (let e = lowerBound(begin, end, first); e < end; e += 4) {
      const input = load<u32>(e) >>> 8
      if (input >= <u32>last) break
      const count = columnStarts + (<usize>input << 2)
      store<u32>(count, load<u32>(count) + 1)
    }
  }
  let total: u32 = 0
  for (let input = first; input < last; input++) {
    const at = <usize>input << 2
    total += load<u32>(columnStarts + at)
    store<u32>(columnStarts + at, total)
    store<u32>(columnEnds + at, total)
  }
  // The next loop writes here and there, and each line that another core has read is waited for; in a row they
  // come all at once.
  memory.fill(cells, 0, <usize>total << 2)
  // Backwards, so that each start moves down to where its input begins and rows stay ascending.
  for (let n = to - 1; n >= from; n--) {
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    const begin = entries + (<usize>load<u32>(at) << 2)
    const end = entries + (<usize>load<u32>(at, 4) << 2)
    for (let e = lowerBound(begin, end, first); e < end; e += 4) {
      const entry = load<u32>(e)
      const input = entry >>> 8
      if (input >= <u32>last) break
      const start = columnStarts + (<usize>input << 2)
      const cell = load<u32>(start) - 1
      store<u32>(start, cell)
      store<u32>(cells + (<usize>cell << 2), (<u32>n << 8) | (entry & 255))
    }
  }
  return read
}
