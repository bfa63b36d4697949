import { SIGMOID } from './activation'
import { activateAll } from './activate'
import { examplesOf, labelsOf, lossesOf, predictionsOf, targetsOf } from './examples'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, lastRow } from './region'

/** z, ∂ε/∂q and the loss; of the rows in [firstKept, lastKept) the loss and the largest output are kept. Returns the sum of the losses. */
export function compareSquared(
  outputs: usize,
  part: usize,
  order: usize, // [rows] u32
  deltas: usize, // of the shape of outputs
  firstKept: i32,
  lastKept: i32,
): f32 {
  activateAll(outputs, SIGMOID)
  const from = firstRow
  const to = lastRow
  const columns = columnsOf(outputs)
  const outputRows = rowsOf(outputs)
  const outputValues = valuesOf(outputs)
  const deltaValues = valuesOf(deltas)
  const labels = labelsOf(examplesOf(part))
  const targets = valuesOf(targetsOf(examplesOf(part)))
  const targetRows = rowsOf(targetsOf(examplesOf(part)))
  const losses = lossesOf(part)
  const predictions = predictionsOf(part)
  const one = f32x4.splat(1)
  let total = touchLabels(labels, order, from, to)
  for (let n = from; n < to; n++) {
    const example = <usize>load<u32>(order + (<usize>n << 2)) << 2
    const target = <usize>load<u32>(labels + example)
    let squares = f32x4.splat(0)
    let largest = f32x4.splat(-1)
    let largestAt = i32x4.splat(0)
    let here = i32x4(0, 1, 2, 3)
    for (let first = 0; first < padded(columns); first += PANEL) {
      const width = rowBytes(columns, first)
      const z0 = outputValues + panelOffset(outputRows, first) + <usize>n * width
      const l0 = targets + panelOffset(targetRows, first) + target * width
      const d0 = deltaValues + panelOffset(outputRows, first) + <usize>n * width
      for (let at: usize = 0; at < width; at += 16) {
        const z = v128.load(z0 + at)
        const difference = f32x4.sub(z, v128.load(l0 + at))
        squares = f32x4.add(squares, f32x4.mul(difference, difference))
        v128.store(d0 + at, f32x4.mul(difference, f32x4.mul(z, f32x4.sub(one, z))))
        const larger = f32x4.gt(z, largest)
        largest = v128.bitselect(z, largest, larger)
        largestAt = v128.bitselect(here, largestAt, larger)
        here = i32x4.add(here, i32x4.splat(4))
      }
    }
    const pairs = f32x4.add(squares, v128.shuffle<f32>(squares, squares, 2, 3, 0, 1))
    const loss: f32 = 0.5 * (f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1))
    total += loss
    if (n < firstKept || n >= lastKept) continue
    store<f32>(losses + example, loss)
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
