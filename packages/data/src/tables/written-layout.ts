import { refuse } from '../refuse.js'
import { unnamedOf, withDifferent } from './column-names.js'
import type { TableLayout } from './find-columns.js'
import { Rows } from './rows.js'
import type { WrittenSource } from './written-table.js'

/**
 * Where the columns of a table lie that was no text: it is written in one way (written-table.ts), so that nothing is to be found out.
 * @param asked columns, by name or by number from 1
 * @throws BadInput for one without columns
 */
export function writtenLayout(source: WrittenSource, asked: readonly string[]): TableLayout {
  const { file } = source
  const plain = layoutOfNames(source, [])
  const rows = new Rows(plain.text, plain.delimiter)
  if (!rows.next()) throw refuse(file, 'line 1', 'rows of values', 'none: an empty set')
  const given = Array.from({ length: rows.count }, (_, cell) => rows.text(cell))
  const notes: string[] = []
  const named = given.map((name, index) => name || String(index + 1))
  const names = withDifferent(file, named, asked, notes)
  return { ...plain, names, unnamed: unnamedOf(given), notes }
}

/** The same, of one whose columns are known to have different names. */
export function layoutOfNames(
  { file, bytes, written }: WrittenSource,
  names: readonly string[],
): TableLayout {
  const text = { file, bytes, start: 0, skipped: -1, written }
  return { text, delimiter: ',', before: 0, header: true, below: 0, names, unnamed: new Set(), notes: [] }
}
