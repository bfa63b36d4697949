import { quote, refuse } from '../refuse.js'
import type { Column } from './column.js'
import type { Table } from './table.js'

/**
 * Checks that each row counts: a weight is above 0, also as float32.
 * @throws BadInput, with line, column and cell, for the first that is missing or not above 0
 */
export function checkSampleWeights(file: string, { lines }: Table, column: Column): void {
  if (column.kind !== 'number') return
  for (const [row, value] of column.values.entries()) {
    if (Math.fround(value) > 0) continue
    const found = Number.isNaN(value)
      ? 'none'
      : quote(String(value)) + (value === 0 ? ' (a row that is not to count is left out of the table)' : '')
    throw refuse(file, `line ${lines[row]}, column ${quote(column.name)}`, 'a sample weight above 0', found)
  }
}

/** The weights that a column holds. */
export function sampleWeightsOf(column: Column): Float32Array | undefined {
  return column.kind === 'number' ? Float32Array.from(column.values) : undefined
}
