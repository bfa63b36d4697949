import { readTableSource } from '../formats/table-source.js'
import type { NumberColumn } from './column.js'
import type { TableText } from './find-columns.js'
import { parseTable } from './parse-table.js'

/**
 * Reads columns of numbers of a `.csv` file as they are, not split and not scaled.
 * @param columns by name, or by number from 1
 * @returns a column for each, in that order, all of one length
 * @throws BadInput as `parseTable`, and for a cell that is not a number; FileError where the system refuses it
 */
export async function openNumberColumns(
  path: string,
  columns: readonly string[],
  text: TableText = {},
): Promise<NumberColumn[]> {
  const kinds = new Map<string, 'number' | 'text'>(columns.map((column) => [column, 'number']))
  const table = parseTable(await readTableSource(path), text, { columns, others: false, kinds })
  return table.columns.filter((column): column is NumberColumn => column.kind === 'number')
}
