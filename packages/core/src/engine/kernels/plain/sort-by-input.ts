import type { Examples } from '../../examples.js'
import type { Columns, RegionOf } from '../kernels.js'

/** `Kernels.sortByInput`: a counting sort; rows stay ascending within an input. */
export function sortByInput(
  examples: Examples,
  columns: Columns,
  { minibatch, rows, inputs: { first, last } }: RegionOf<'minibatch' | 'rows' | 'inputs'>,
): void {
  const { entries, starts: entryStarts } = examples
  const { starts, ends, cells } = columns
  starts.fill(0, first, last)
  for (let n = rows.first; n < rows.last; n++) {
    const example = minibatch.order[minibatch.first + n]
    for (let e = entryStarts[example]; e < entryStarts[example + 1]; e++) {
      const input = entries[e] >>> 8
      if (input >= first && input < last) starts[input]++
    }
  }
  let end = 0
  for (let input = first; input < last; input++) {
    end += starts[input]
    starts[input] = end
    ends[input] = end
  }
  // Backwards, so that each input's next free cell comes before the ones already taken: `starts` ends
  // where each input begins.
  for (let n = rows.last - 1; n >= rows.first; n--) {
    const example = minibatch.order[minibatch.first + n]
    for (let e = entryStarts[example]; e < entryStarts[example + 1]; e++) {
      const input = entries[e] >>> 8
      if (input < first || input >= last) continue
      const cell = --starts[input]
      cells[cell] = n * 256 + (entries[e] & 255)
    }
  }
}
