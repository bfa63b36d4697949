import { activateRange, activateRangeWithSlopes } from './activate-range'
import { SOFTMAX } from './activation'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, firstUnit, lastRow, lastUnit } from './region'
import { softmax } from './softmax'

/** y = f(p) in place, and f′(p) into `slopes` unless it is 0; the padding of both becomes 0. */
export function activate(values: usize, activation: i32, slopes: usize): void {
  if (activation == SOFTMAX) softmax(values)
  else activateUnits(values, activation, slopes, firstUnit, lastUnit)
}

/** All units of the rows of the region. */
export function activateAll(values: usize, activation: i32): void {
  if (activation == SOFTMAX) softmax(values)
  else activateUnits(values, activation, 0, 0, columnsOf(values))
}

function activateUnits(values: usize, activation: i32, slopes: usize, firstUnit: i32, lastUnit: i32): void {
  const rows = rowsOf(values)
  const columns = columnsOf(values)
  const count = <usize>(lastRow - firstRow)
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const begin = <usize>max(0, firstUnit - first) << 2
    const length = (<usize>min(PANEL, padded(lastUnit) - first) << 2) - begin
    const offset = panelOffset(rows, first) + <usize>firstRow * width + begin
    if (length == width) activatePart(values, activation, slopes, offset, count * width)
    else for (let n: usize = 0; n < count; n++) activatePart(values, activation, slopes, offset + n * width, length)
  }
  if ((columns & 3) != 0 && lastUnit == columns) {
    clearPadding(values)
    if (slopes != 0) clearPadding(slopes)
  }
}

/** Of so many bytes. */
function activatePart(values: usize, activation: i32, slopes: usize, offset: usize, length: usize): void {
  const at = valuesOf(values) + offset
  if (slopes == 0) activateRange(activation, at, at + length)
  else activateRangeWithSlopes(activation, at, at + length, valuesOf(slopes) + offset)
}

/** What f(0) and f′(0) have left in the last columns: there are up to three more than units. */
function clearPadding(matrix: usize): void {
  const rows = rowsOf(matrix)
  const columns = columnsOf(matrix)
  const first = columns - (columns % PANEL)
  const width = rowBytes(columns, first)
  const kept = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(columns & 3))
  const last = valuesOf(matrix) + panelOffset(rows, first) + width - 16
  for (let n = firstRow; n < lastRow; n++) {
    const at = last + <usize>n * width
    v128.store(at, v128.and(v128.load(at), kept))
  }
}
