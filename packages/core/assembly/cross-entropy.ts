import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { ln } from './ln'
import { addInPairs, divideRow, exponentiateRow, maximumOfRow } from './softmax'

/**
 * z = softmax(q) of row n, in place.
 * @param sum T = Σ tⱼ
 * @returns −Σ tⱼ ln zⱼ = Σ tⱼ(m − qⱼ) + T ln s
 */
export function crossEntropy(outputs: usize, n: i32, targets: usize, target: i32, sum: f32): f32 {
  const maximum = maximumOfRow(outputs, n)
  const distances = distancesOfRow(outputs, n, targets, target, maximum)
  const s = exponentiateRow(outputs, n, maximum)
  divideRow(outputs, n, s)
  return distances + sum * f32x4.extract_lane(ln(f32x4.splat(s)), 0)
}

/** Σ tⱼ(m − qⱼ). */
function distancesOfRow(outputs: usize, n: i32, targets: usize, target: i32, maximum: f32): f32 {
  const columns = columnsOf(outputs)
  const m = f32x4.splat(maximum)
  let sum = f32x4.splat(0)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const q = valuesOf(outputs) + panelOffset(rowsOf(outputs), first) + <usize>n * width
    const t = valuesOf(targets) + panelOffset(rowsOf(targets), first) + <usize>target * width
    for (let at: usize = 0; at < width; at += 16) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(t + at), f32x4.sub(m, v128.load(q + at))))
    }
  }
  return addInPairs(sum)
}

/** Σ tⱼ. */
export function sumOfRow(matrix: usize, n: i32): f32 {
  const columns = columnsOf(matrix)
  let sum = f32x4.splat(0)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const row = valuesOf(matrix) + panelOffset(rowsOf(matrix), first) + <usize>n * width
    for (let at: usize = 0; at < width; at += 16) sum = f32x4.add(sum, v128.load(row + at))
  }
  return addInPairs(sum)
}
