import { addRange } from './add'
import { clear } from './clear'
import { columnsOf, PANEL, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { bitsOf, findLit, LIT_ROWS } from './lit'
import { addLit } from './lit-sums'
import { firstRow, lastRow } from './region'

/** out[n] ← Σ inputs[n][i] · weights[i] over the lit inputs i, ascending, then the bias where there is one. */
export function litProduct(inputs: usize, weights: usize, out: usize, lit: usize): void {
  clear(valuesOf(out), rowsOf(out), columnsOf(out), firstRow, lastRow, 0, columnsOf(out))
  for (let from = firstRow; from < lastRow; from += LIT_ROWS) {
    const count = min(LIT_ROWS, lastRow - from)
    findRows(inputs, from, count, bitsOf(lit))
    multiply(inputs, weights, out, from, count, bitsOf(lit))
  }
}

/** The bits of some rows, panel after panel. */
function findRows(inputs: usize, from: i32, count: i32, bits: usize): void {
  for (let first = 0; first < columnsOf(inputs); first += PANEL) {
    const step = rowBytes(columnsOf(inputs), first)
    let x = valuesOf(inputs) + panelOffset(rowsOf(inputs), first) + <usize>from * step
    for (let n = 0; n < count; n++, x += step, bits += 8) store<u64>(bits, findLit(x, step))
  }
}

function multiply(inputs: usize, weights: usize, out: usize, from: i32, count: i32, bits: usize): void {
  const terms = columnsOf(inputs)
  const biased = rowsOf(weights) > terms
  for (let first = 0; first < columnsOf(out); first += PANEL) {
    const width = rowBytes(columnsOf(out), first)
    const panel = valuesOf(weights) + panelOffset(rowsOf(weights), first)
    let row = valuesOf(out) + panelOffset(rowsOf(out), first) + <usize>from * width
    let rowsBits = bits
    for (let term = 0; term < terms; term += PANEL, rowsBits += <usize>count << 3) {
      const step = rowBytes(terms, term)
      const x = valuesOf(inputs) + panelOffset(rowsOf(inputs), term) + <usize>from * step
      addLit(rowsBits, count, x, step, 4, panel + <usize>term * width, width, row)
    }
    if (biased) for (let n = 0; n < count; n++, row += width) addRange(row, panel + <usize>terms * width, width)
  }
}
