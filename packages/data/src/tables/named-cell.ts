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

/** Whether a cell comes before another, or there is no other. */
export function isBefore(cell: NamedCell | undefined, other: NamedCell | undefined): boolean {
  return cell !== undefined && (other === undefined || cell.line < other.line)
}

/** The one of two cells that comes first. */
export function earlier(cell: NamedCell | undefined, other: NamedCell | undefined): NamedCell | undefined {
  return isBefore(cell, other) ? cell : other
}
