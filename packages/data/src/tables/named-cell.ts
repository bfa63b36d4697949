import type { Rows } from './rows.js'

/** A cell, to be named in a message. */
export interface NamedCell {
  readonly line: number
  readonly text: string
}

/** A cell of the row at which rows are. */
export function named(rows: Rows, cell: number): NamedCell {
  return { line: rows.line, text: rows.text(cell) }
}
