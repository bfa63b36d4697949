// The heads: what a network ends with (src/network/head.ts). Each has a loop of its own.
import { SIGMOID } from './activation'
import { activateAll } from './activate'
import { crossEntropy, sumOfRow } from './cross-entropy'
import { examplesOf, labelsOf, lossesOf, predictionsOf, targetsOf, weightsOf } from './examples'
import { exp } from './exp'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { log1p } from './log1p'
import { firstRow, lastRow } from './region'
import { sigmoid } from './sigmoid'
import { addInPairs } from './softmax'

const SQUARED: i32 = 0
const LINEAR_SQUARED: i32 = 1
const SOFTMAX_CROSS_ENTROPY: i32 = 2
const SIGMOID_CROSS_ENTROPY: i32 = 3
const HUBER: i32 = 4

// Each: z, ∂ε/∂q and the loss; of the rows in [firstKept, lastKept) the loss and the largest output are kept. The order is
// [rows] u32; deltas are of the shape of outputs. Returns the sum of the losses.

export function compareSquared(outputs: usize, part: usize, order: usize, deltas: usize, firstKept: i32, lastKept: i32): f32 {
  activateAll(outputs, SIGMOID)
  return compare(SQUARED, outputs, part, order, deltas, firstKept, lastKept)
}

export function compareLinear(outputs: usize, part: usize, order: usize, deltas: usize, firstKept: i32, lastKept: i32): f32 {
  return compare(LINEAR_SQUARED, outputs, part, order, deltas, firstKept, lastKept)
}

export function compareSoftmax(outputs: usize, part: usize, order: usize, deltas: usize, firstKept: i32, lastKept: i32): f32 {
  return compare(SOFTMAX_CROSS_ENTROPY, outputs, part, order, deltas, firstKept, lastKept)
}

export function compareSigmoid(outputs: usize, part: usize, order: usize, deltas: usize, firstKept: i32, lastKept: i32): f32 {
  return compare(SIGMOID_CROSS_ENTROPY, outputs, part, order, deltas, firstKept, lastKept)
}

export function compareHuber(outputs: usize, part: usize, order: usize, deltas: usize, firstKept: i32, lastKept: i32): f32 {
  return compare(HUBER, outputs, part, order, deltas, firstKept, lastKept)
}

// @ts-ignore: decorator
@inline
function compare(head: i32, outputs: usize, part: usize, order: usize, deltas: usize, firstKept: i32, lastKept: i32): f32 {
  const from = firstRow
  const to = lastRow
  const columns = columnsOf(outputs)
  const outputRows = rowsOf(outputs)
  const outputValues = valuesOf(outputs)
  const deltaValues = valuesOf(deltas)
  const labels = labelsOf(examplesOf(part))
  const targetMatrix = targetsOf(examplesOf(part))
  const targets = valuesOf(targetMatrix)
  const targetRows = rowsOf(targetMatrix)
  const losses = lossesOf(part)
  const predictions = predictionsOf(part)
  const weights = weightsOf(part)
  const one = f32x4.splat(1)
  let total = touchLabels(labels, order, from, to)
  for (let n = from; n < to; n++) {
    const example = <usize>load<u32>(order + (<usize>n << 2)) << 2
    const target = <usize>load<u32>(labels + example)
    let loss: f32 = 0
    let targetSum = one
    if (head == SOFTMAX_CROSS_ENTROPY) {
      const sum = sumOfRow(targetMatrix, <i32>target)
      loss = crossEntropy(outputs, n, targetMatrix, <i32>target, sum)
      targetSum = f32x4.splat(sum)
    }
    let terms = f32x4.splat(0)
    let largest = f32x4.splat(-Infinity)
    let largestAt = i32x4.splat(0)
    let here = i32x4(0, 1, 2, 3)
    for (let first = 0; first < padded(columns); first += PANEL) {
      const width = rowBytes(columns, first)
      const z0 = outputValues + panelOffset(outputRows, first) + <usize>n * width
      const l0 = targets + panelOffset(targetRows, first) + target * width
      const d0 = deltaValues + panelOffset(outputRows, first) + <usize>n * width
      for (let at: usize = 0; at < width; at += 16) {
        let z = v128.load(z0 + at)
        const l = v128.load(l0 + at)
        // What pads the last register: 0 of z, l and δ, so that no loss comes from there.
        const inside = i32x4.lt_s(here, i32x4.splat(columns))
        if (head == SQUARED) {
          const difference = f32x4.sub(z, l)
          terms = f32x4.add(terms, f32x4.mul(difference, difference))
          v128.store(d0 + at, f32x4.mul(difference, f32x4.mul(z, f32x4.sub(one, z))))
        } else if (head == LINEAR_SQUARED) {
          const difference = f32x4.sub(z, l)
          terms = f32x4.add(terms, f32x4.mul(difference, difference))
          v128.store(d0 + at, difference)
        } else if (head == SOFTMAX_CROSS_ENTROPY) {
          v128.store(d0 + at, f32x4.sub(f32x4.mul(targetSum, z), l))
        } else if (head == SIGMOID_CROSS_ENTROPY) {
          const q = z
          const size = f32x4.abs(q)
          const wrong = v128.bitselect(f32x4.sub(one, l), l, f32x4.gt(q, f32x4.splat(0)))
          const term = f32x4.add(f32x4.mul(size, wrong), log1p(exp(f32x4.neg(size))))
          terms = f32x4.add(terms, v128.and(term, inside))
          z = v128.and(sigmoid(q), inside)
          v128.store(z0 + at, z)
          v128.store(d0 + at, f32x4.sub(z, l))
        } else {
          const difference = f32x4.sub(z, l)
          const size = f32x4.abs(difference)
          const half = f32x4.splat(0.5)
          const square = f32x4.mul(half, f32x4.mul(difference, difference))
          terms = f32x4.add(terms, v128.bitselect(square, f32x4.sub(size, half), f32x4.le(size, one)))
          v128.store(d0 + at, f32x4.max(f32x4.min(difference, one), f32x4.splat(-1)))
        }
        // Elsewhere 0 is no larger than any output.
        if (head == LINEAR_SQUARED || head == HUBER) z = v128.bitselect(z, f32x4.splat(-Infinity), inside)
        const larger = f32x4.gt(z, largest)
        largest = v128.bitselect(z, largest, larger)
        largestAt = v128.bitselect(here, largestAt, larger)
        here = i32x4.add(here, i32x4.splat(4))
      }
    }
    if (head == SQUARED || head == LINEAR_SQUARED) loss = 0.5 * addInPairs(terms)
    else if (head != SOFTMAX_CROSS_ENTROPY) loss = addInPairs(terms)
    if (weights != 0) {
      const weight = load<f32>(weights + example)
      loss *= weight
      multiplyRow(deltas, n, weight)
    }
    total += loss
    if (n < firstKept || n >= lastKept) continue
    store<f32>(losses + example, loss)
    const prediction = firstOfLargest(largest, largestAt)
    // A padding lane is the largest only where no output is a number.
    store<u32>(predictions + example, prediction < columns ? prediction : 0)
  }
  return total
}

/** Labels come in random order: asked for all at once, they are not waited for one by one. Returns 0. */
function touchLabels(labels: usize, order: usize, from: i32, to: i32): f32 {
  let read: u32 = 0
  for (let n = from; n < to; n++) read ^= load<u32>(labels + (<usize>load<u32>(order + (<usize>n << 2)) << 2))
  // Rows of targets are below 2³¹; the compiler does not know.
  return <f32>(read >>> 31)
}

/** Of the largest of four, the one with the smallest index. */
// @ts-ignore: decorator
@inline
function firstOfLargest(largest: v128, largestAt: v128): i32 {
  let prediction = i32x4.extract_lane(largestAt, 0)
  let best = f32x4.extract_lane(largest, 0)
  for (let lane = 1; lane < 4; lane++) {
    largest = v128.shuffle<f32>(largest, largest, 1, 2, 3, 0)
    largestAt = v128.shuffle<i32>(largestAt, largestAt, 1, 2, 3, 0)
    const value = f32x4.extract_lane(largest, 0)
    const at = i32x4.extract_lane(largestAt, 0)
    if (value > best || (value == best && at < prediction)) {
      best = value
      prediction = at
    }
  }
  return prediction
}

/** Each number of a row times one, in place. */
function multiplyRow(matrix: usize, n: i32, factor: f32): void {
  const columns = columnsOf(matrix)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const row = valuesOf(matrix) + panelOffset(rowsOf(matrix), first) + <usize>n * width
    for (let at: usize = 0; at < width; at += 16) v128.store(row + at, f32x4.mul(v128.load(row + at), f32x4.splat(factor)))
  }
}
