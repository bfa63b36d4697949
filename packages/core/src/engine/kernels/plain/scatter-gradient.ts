import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Examples } from '../../examples.js'
import type { Range } from '../../range.js'
import { RULE, type Update } from '../../update.js'
import type { Accumulator, Minibatch, Region } from '../kernels.js'
import { applyUpdate } from './apply-update.js'

const { fround } = Math

/** `Kernels.scatterGradient`: gᵢ = Σ x · deltas[n], added up where the entries come, row after row. */
export function scatterGradient(
  examples: Examples,
  { sums, lit, marks }: Accumulator,
  deltas: Matrix,
  out: Matrix,
  { minibatch, rows, inputs, units }: Region,
  update: Update,
): void {
  const { levels } = examples
  const { first, last } = inputs
  let count = 0
  for (let n = rows.first; n < rows.last; n++) {
    for (const entry of entriesOf(examples, minibatch, n, inputs)) {
      const i = entry >>> 8
      lit[count] = i
      if (marks[i] === 0) count++
      marks[i] = 1
    }
  }
  for (let j = units.first; j < paddedColumns(units.last); j++) {
    for (let n = rows.first; n < rows.last; n++) {
      const delta = deltas.values[indexOf(deltas, n, j)]
      for (const entry of entriesOf(examples, minibatch, n, inputs)) {
        const i = entry >>> 8
        sums[i] = fround(sums[i] + fround(levels[entry & 255] * delta))
      }
    }
    for (let i = first; i < last; i++)
      if (update.words[0] === RULE.store || marks[i])
        applyUpdate(out.values, indexOf(out, i, j), sums[i], update)
    sums.fill(0, first, last)
  }
  marks.fill(0, first, last)
}

/** The entries of a row of the minibatch, for the inputs [first, last). */
function entriesOf(
  { starts, entries }: Examples,
  { order, first: begin }: Minibatch,
  n: number,
  { first, last }: Range,
): Uint32Array {
  const example = order[begin + n]
  return entries
    .subarray(starts[example], starts[example + 1])
    .filter((entry) => entry >>> 8 >= first && entry >>> 8 < last)
}
