import { LINEAR, SIGMOID } from './activation'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, firstUnit, lastRow, lastUnit } from './region'
import { sigmoid } from './sigmoid'

/** y = f(p) in place; the padding becomes 0. */
export function activate(values: usize, activation: i32, slopes: usize): void {
  if (activation == LINEAR) return
  if (activation != SIGMOID || slopes != 0) unreachable()
  activateUnits(values, firstUnit, lastUnit)
}

/** All units of the rows of the region. */
export function activateAll(values: usize, activation: i32): void {
  if (activation == SIGMOID) activateUnits(values, 0, columnsOf(values))
}

function activateUnits(values: usize, firstUnit: i32, lastUnit: i32): void {
  const address = valuesOf(values)
  const rows = rowsOf(values)
  const columns = columnsOf(values)
  const from = firstRow
  const to = lastRow
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = address + panelOffset(rows, first)
    const begin = <usize>max(0, firstUnit - first) << 2
    const end = <usize>min(PANEL, padded(lastUnit) - first) << 2
    if (begin == 0 && end == width) activateRange(panel + <usize>from * width, panel + <usize>to * width)
    else for (let n = from; n < to; n++) activateRange(panel + <usize>n * width + begin, panel + <usize>n * width + end)
  }
  if ((columns & 3) != 0 && lastUnit == columns) clearPadding(address, rows, columns, from, to)
}

/** Both registers are read before the first is written, or V8 does not pack them in one. */
// @ts-ignore: decorator
@inline
function activateRange(at: usize, end: usize): void {
  if (WIDE) {
    for (; at + 32 <= end; at += 32) {
      const y0 = sigmoid(v128.load(at))
      const y1 = sigmoid(v128.load(at, 16))
      v128.store(at, y0)
      v128.store(at, y1, 16)
    }
  }
  for (; at < end; at += 16) v128.store(at, sigmoid(v128.load(at)))
}

/** σ(0) is ½, so what pads the last four columns is cleared afterwards. */
function clearPadding(address: usize, rows: i32, columns: i32, from: i32, to: i32): void {
  const first = columns - (columns % PANEL)
  const width = rowBytes(columns, first)
  const kept = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(columns & 3))
  const last = address + panelOffset(rows, first) + width - 16
  for (let n = from; n < to; n++) {
    const at = last + <usize>n * width
    v128.store(at, v128.and(v128.load(at), kept))
  }
}
