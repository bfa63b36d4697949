import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, firstUnit, lastRow, lastUnit } from './region'
import { applyUpdate, rateOf, ruleOf, SGD, STORE, updateRow } from './apply-update'
import { addBlock, allBlocks, beginBlocks, blockRows, nextSums } from './block-sums'
import { descend } from './descend'

/** The last row of `out` is updated with Σ deltas[n]. */
export function biasGradient(deltas: usize, out: usize, update: usize): void {
  const columns = columnsOf(out)
  const outRows = rowsOf(out)
  const from = firstRow
  const to = lastRow
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = valuesOf(deltas) + panelOffset(rowsOf(deltas), first)
    const biases = valuesOf(out) + panelOffset(outRows, first) + <usize>(outRows - 1) * width
    let column = <usize>max(0, firstUnit - first) << 2
    const end = <usize>min(PANEL, padded(lastUnit) - first) << 2
    if (blockRows > 0 && to - from > blockRows) {
      const sums = sumBlocks(panel + column, width, end - column, from, to)
      descend(biases + column, sums, 0, <i32>(end - column) >> 2, update)
      continue
    }
    // Four chains of additions hide each other's latency.
    for (; column + 64 <= end; column += 64) {
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
      for (let n = from; n < to; n++) {
        const row = panel + <usize>n * width + column
        s0 = f32x4.add(s0, v128.load(row))
        s1 = f32x4.add(s1, v128.load(row, 16))
        s2 = f32x4.add(s2, v128.load(row, 32))
        s3 = f32x4.add(s3, v128.load(row, 48))
      }
      if (ruleOf(update) == SGD) updateRow(SGD, 4, biases + column, s0, s1, s2, s3, rateOf(update))
      else updateRow(STORE, 4, biases + column, s0, s1, s2, s3, 0)
    }
    for (; column < end; column += 16) {
      let s = f32x4.splat(0)
      for (let n = from; n < to; n++) s = f32x4.add(s, v128.load(panel + <usize>n * width + column))
      applyUpdate(biases + column, s, update)
    }
  }
}

/** The sums of some columns of deltas over rows [from, to), in blocks of rows. Returns where they are. */
function sumBlocks(d: usize, width: usize, bytes: usize, from: i32, to: i32): usize {
  beginBlocks()
  for (let first = from; first < to; first += blockRows) {
    const sums = nextSums()
    const last = min(first + blockRows, to)
    for (let column: usize = 0; column < bytes; column += 16) {
      let s = f32x4.splat(0)
      for (let n = first; n < last; n++) s = f32x4.add(s, v128.load(d + <usize>n * width + column))
      v128.store(sums + column, s)
    }
    addBlock(bytes)
  }
  return allBlocks(bytes)
}
