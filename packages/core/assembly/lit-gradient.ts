import { ruleOf, STORE } from './apply-update'
import { addBlock, allBlocks, beginBlocks, blockRows, CHUNK, nextSums } from './block-sums'
import { descend } from './descend'
import { columnsOf, PANEL, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { bitsOf, findLit, sumsOf, transposeBits } from './lit'
import { addLit } from './lit-sums'
import { firstInput, firstRow, lastInput, lastRow } from './region'

/** Rows whose bits are one number. */
const WORD: i32 = 64

/** out[i] is updated with Σ inputs[n][i] · deltas[n] over the rows n in which input i is lit. */
export function litGradient(inputs: usize, deltas: usize, out: usize, update: usize, lit: usize): void {
  const rows = lastRow - firstRow
  const inBlocks = blockRows > 0 && rows > blockRows
  const ofBlock = inBlocks ? blockRows : rows
  for (let input = firstInput; input < lastInput; ) {
    const inPanel = input % PANEL
    const count = min(PANEL - inPanel, lastInput - input)
    const step = rowBytes(columnsOf(inputs), input - inPanel)
    const x = valuesOf(inputs) + panelOffset(rowsOf(inputs), input - inPanel) + <usize>firstRow * step
    findColumns(x, step, rows, ofBlock, bitsOf(lit))
    const bits = bitsOf(lit) + (<usize>inPanel << 3)
    for (let first = 0; first < columnsOf(out); first += PANEL) {
      const width = rowBytes(columnsOf(out), first)
      const d = valuesOf(deltas) + panelOffset(rowsOf(deltas), first) + <usize>firstRow * width
      const at = valuesOf(out) + panelOffset(rowsOf(out), first) + <usize>input * width
      const column = x + (<usize>inPanel << 2)
      if (inBlocks) sumBlocks(bits, count, column, step, rows, d, width, at, update)
      else if (ruleOf(update) == STORE) sum(bits, count, column, step, rows, d, width, at)
      else {
        sum(bits, count, column, step, rows, d, width, sumsOf(lit))
        descend(at, sumsOf(lit), 0, count * <i32>(width >> 2), update)
      }
    }
    input += count
  }
}

/** For each 64 rows of each block the bits of the columns of a panel. */
function findColumns(x: usize, step: usize, rows: i32, ofBlock: i32, bits: usize): void {
  for (let block = 0; block < rows; block += ofBlock) {
    const end = min(rows, block + ofBlock)
    for (let first = block; first < end; first += WORD, bits += WORD << 3) {
      for (let k = 0; k < WORD; k++) {
        const n = first + k
        store<u64>(bits + (<usize>k << 3), n < end ? findLit(x + <usize>n * step, step) : 0)
      }
      transposeBits(bits)
    }
  }
}

/** sums[i] ← the sum over some rows, for some inputs of a panel. */
function sum(bits: usize, inputs: i32, x: usize, step: usize, rows: i32, d: usize, width: usize, sums: usize): void {
  memory.fill(sums, 0, <usize>inputs * width)
  for (let n = 0; n < rows; n += WORD, bits += WORD << 3) {
    addLit(bits, inputs, x + <usize>n * step, 4, step, d + <usize>n * width, width, sums)
  }
}

/** The same in blocks of rows, as many inputs at a time as fit, which are then updated. */
function sumBlocks(bits: usize, inputs: i32, x: usize, step: usize, rows: i32, d: usize, width: usize, at: usize, update: usize): void {
  for (let i = 0; i < inputs; i += CHUNK) {
    const count = min(CHUNK, inputs - i)
    const bytes = <usize>count * width
    let blockBits = bits + (<usize>i << 3)
    beginBlocks()
    for (let n = 0; n < rows; n += blockRows) {
      const ofBlock = min(blockRows, rows - n)
      sum(blockBits, count, x + <usize>n * step + (<usize>i << 2), step, ofBlock, d + <usize>n * width, width, nextSums())
      addBlock(bytes)
      blockBits += <usize>((ofBlock + WORD - 1) / WORD) << 9
    }
    descend(at + <usize>i * width, allBlocks(bytes), 0, count * <i32>(width >> 2), update)
  }
}
