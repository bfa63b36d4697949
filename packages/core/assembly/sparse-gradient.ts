import { addBlock, allBlocks, beginBlocks, blockRows, CHUNK, edgesOfBlocks, nextMatrix, zeroRow } from './block-sums'
import { clear } from './clear'
import { cellsOf, columnEndsOf, columnStartsOf } from './columns'
import { descend } from './descend'
import { levelsOf } from './examples'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { lowerBound } from './lower-bound'
import { firstInput, firstRow, firstUnit, lastInput, lastRow, lastUnit, setUnits } from './region'
import { setCells, setRows, sparseRows } from './sparse-rows'
import { rateOf, ruleOf, STORE } from './apply-update'

/** out[i] is updated with Σ x · deltas[n] over the cells of input i. */
export function sparseGradient(examples: usize, columns: usize, deltas: usize, out: usize, update: usize): void {
  if (blockRows > 0) {
    sumBlocks(levelsOf(examples), columns, deltas, out, update)
    return
  }
  const stores = ruleOf(update) == STORE
  if (stores) clear(valuesOf(out), rowsOf(out), columnsOf(out), firstInput, lastInput, firstUnit, lastUnit)
  setRows(columnStartsOf(columns), columnEndsOf(columns), 0, cellsOf(columns), firstInput, lastInput)
  setCells(0, 0)
  sparseRows(levelsOf(examples), deltas, out, -1, out, stores ? 1 : -rateOf(update))
}

/** The same in blocks of rows, some inputs and a panel of units at a time. */
function sumBlocks(levels: usize, columns: usize, deltas: usize, out: usize, update: usize): void {
  const blocks = (lastRow - firstRow + blockRows - 1) / blockRows
  const from = firstUnit
  const to = lastUnit
  const cells = cellsOf(columns)
  const edges = edgesOfBlocks()
  for (let input = firstInput; input < lastInput; input += CHUNK) {
    const inputs = min(CHUNK, lastInput - input)
    findEdges(columns, input, inputs, edges, blocks)
    for (let first = from - from % PANEL; first < to; first += PANEL) {
      const width = rowBytes(columnsOf(out), first)
      const bytes = <usize>inputs * width
      setUnits(max(from, first), min(to, first + PANEL))
      beginBlocks()
      for (let block = 0; block < blocks; block++) {
        const starts = edges + (<usize>(block * CHUNK) << 2)
        setRows(starts, starts + (<usize>CHUNK << 2), 0, cells, 0, inputs)
        setCells(0, 0)
        sparseRows(levels, deltas, zeroRow(), 0, nextMatrix(inputs, columnsOf(out), panelOffset(inputs, first)), 1)
        addBlock(bytes)
      }
      const begin = <usize>(firstUnit - first) << 2
      const floats = padded(lastUnit) - firstUnit
      let sums = allBlocks(bytes) + begin
      let at = valuesOf(out) + panelOffset(rowsOf(out), first) + <usize>input * width + begin
      if (<usize>floats << 2 == width) descend(at, sums, 0, inputs * floats, update)
      else for (let i = 0; i < inputs; i++, sums += width, at += width) descend(at, sums, 0, floats, update)
    }
  }
  setUnits(from, to)
}

/** Where the cells of each block begin, of some inputs, and after them where the last ends. */
function findEdges(columns: usize, first: i32, inputs: i32, edges: usize, blocks: i32): void {
  const cells = cellsOf(columns)
  for (let i = 0; i < inputs; i++) {
    const input = <usize>(first + i) << 2
    let at = cells + (<usize>load<u32>(columnStartsOf(columns) + input) << 2)
    const end = cells + (<usize>load<u32>(columnEndsOf(columns) + input) << 2)
    for (let block = 0; block <= blocks; block++) {
      at = lowerBound(at, end, min(firstRow + block * blockRows, lastRow))
      store<u32>(edges + (<usize>(block * CHUNK + i) << 2), <u32>((at - cells) >> 2))
    }
  }
}
