import type { Head } from '../../../network/head.js'
import { indexOf, LANES, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Part } from '../../examples.js'
import type { Range, RegionOf } from '../kernels.js'
import { activate } from './activate.js'

const { fround } = Math

const lanes = new Float32Array(LANES)

/**
 * `Kernels.compare`: ∂ε/∂q, ε and the largest output of each row. ε is summed in four lanes, j modulo 4,
 * as SIMD registers hold the outputs, and the lanes are added in pairs: (0 + 2) + (1 + 3).
 */
export function compare(
  outputs: Matrix,
  { examples, losses, predictions }: Part,
  deltas: Matrix,
  { minibatch, rows }: RegionOf<'minibatch' | 'rows'>,
  kept: Range,
  head: Head,
): number {
  if (head !== 'squared') throw new Error(`no kernel for ${head}`)
  activate(outputs, { rows, units: { first: 0, last: outputs.columns } }, 'sigmoid')
  const { labels, targets } = examples
  let total = 0
  for (let n = rows.first; n < rows.last; n++) {
    const example = minibatch.order[minibatch.first + n]
    const target = labels[example]
    lanes.fill(0)
    let largest = -1
    let prediction = 0
    for (let j = 0; j < paddedColumns(outputs.columns); j++) {
      const z = outputs.values[indexOf(outputs, n, j)]
      const difference = fround(z - targets.values[indexOf(targets, target, j)])
      lanes[j % LANES] += fround(difference * difference)
      deltas.values[indexOf(deltas, n, j)] = fround(difference * fround(z * fround(1 - z)))
      if (z > largest && j < outputs.columns) {
        largest = z
        prediction = j
      }
    }
    const squares = fround(fround(lanes[0] + lanes[2]) + fround(lanes[1] + lanes[3]))
    const loss = fround(0.5 * squares)
    total = fround(total + loss)
    if (n < kept.first || n >= kept.last) continue
    losses[example] = loss
    predictions[example] = prediction
  }
  return total
}
