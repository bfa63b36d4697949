import { quote, refuse } from '../refuse.js'
import type { Column } from './column.js'
import type { Table } from './table.js'
import { isMissing } from './table-dataset.js'

/**
 * Checks that each row has a group.
 * @throws BadInput, with line and column, for the first that has none
 */
export function checkGroups(file: string, { lines }: Table, column: Column): void {
  const row = lines.findIndex((_, each) => isMissing(column, each))
  if (row < 0) return
  throw refuse(file, `line ${lines[row]}, column ${quote(column.name)}`, 'the group of the row', 'none')
}

/** The groups that a column holds. */
export function groupsOf(column: Column): string[] {
  return column.kind === 'text' ? Array.from(column.codes, (code) => column.texts[code]) : []
}
