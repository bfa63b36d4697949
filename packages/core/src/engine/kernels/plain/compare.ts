import type { Head } from '../../../network/head.js'
import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Part } from '../../examples.js'
import type { Range } from '../../range.js'
import type { RegionOf } from '../kernels.js'
import { compareHuber } from './compare-huber.js'
import { compareLinear } from './compare-linear.js'
import { compareSigmoid } from './compare-sigmoid.js'
import { compareSoftmax } from './compare-softmax.js'
import { compareSquared } from './compare-squared.js'
import type { Row } from './row.js'

const { fround } = Math

/** Each writes z and ∂ε/∂q, with padding of 0, and returns ε. */
const HEAD: Readonly<Record<Head, (row: Row) => number>> = {
  squared: compareSquared,
  'linear-squared': compareLinear,
  'softmax-cross-entropy': compareSoftmax,
  'sigmoid-cross-entropy': compareSigmoid,
  huber: compareHuber,
}

/** `Kernels.compare`: z, ∂ε/∂q, ε and the largest output of each row. Every sum is in four lanes: `LaneSum`. */
export function compare(
  outputs: Matrix,
  { examples, losses, predictions, weights }: Part,
  deltas: Matrix,
  { minibatch, rows }: RegionOf<'minibatch' | 'rows'>,
  kept: Range,
  head: Head,
): number {
  const { labels, targets } = examples
  let total = 0
  for (let n = rows.first; n < rows.last; n++) {
    const example = minibatch.order[minibatch.first + n]
    let loss = HEAD[head]({ outputs, deltas, n, targets, target: labels[example] })
    if (weights.length > 0) {
      loss = fround(loss * weights[example])
      multiplyRow(deltas, n, weights[example])
    }
    total = fround(total + loss)
    if (n < kept.first || n >= kept.last) continue
    losses[example] = loss
    predictions[example] = largestOf(outputs, n)
  }
  return total
}

/** The column of the largest number of a row, the first of them; 0 where none is a number. */
function largestOf(matrix: Matrix, n: number): number {
  let largest = Number.NEGATIVE_INFINITY
  let largestAt = 0
  for (let j = 0; j < matrix.columns; j++) {
    const value = matrix.values[indexOf(matrix, n, j)]
    if (value > largest) {
      largest = value
      largestAt = j
    }
  }
  return largestAt
}

function multiplyRow(matrix: Matrix, n: number, factor: number): void {
  for (let j = 0; j < paddedColumns(matrix.columns); j++) matrix.values[indexOf(matrix, n, j)] *= factor
}
