import type { FileBytes } from '../file-bytes.js'
import { quote, refuse } from '../refuse.js'
import { MOST_CELLS } from './rows.js'
import { plainText } from './table-text.js'
import { type TableSource, TableWriter } from './written-table.js'

/**
 * Reads JSON Lines as a table: each line is an object, a row; its keys are the columns, in the order in which they first
 * come (numbers before others, as JavaScript has them). What a line lacks, or says is null, is missing.
 * @throws BadInput, with the line, for text that is not UTF-8 or not JSON, a line that is no object, nested values, and
 * as `TableWriter`
 */
export function readJsonLines({ file, bytes }: FileBytes): TableSource {
  const text = plainText({ file, bytes })
  // Twice: the last line may have the first value of a column.
  const columns = new Map<string, number>()
  for (const { row, line } of objectsIn(text)) {
    for (const name of Object.keys(row ?? {})) {
      if (!columns.has(name)) columns.set(name, columns.size)
    }
    if (columns.size > MOST_CELLS) throw refuse(file, `line ${line}`, `at most ${MOST_CELLS} columns`, 'more')
  }
  if (columns.size === 0) throw refuse(file, 'line 1', 'objects with values', 'none')
  const names = [...columns.keys()]
  const writer = new TableWriter(file, names, { categories: [], place: 'line' })
  for (const { row } of objectsIn(text)) {
    if (row) writer.add((column) => (Object.hasOwn(row, names[column]) ? row[names[column]] : undefined))
    else writer.skip()
  }
  return writer.done()
}

type JsonObject = Readonly<Record<string, unknown>>

/** The objects of the lines; none for an empty line. */
function* objectsIn({
  file,
  bytes,
  start,
}: FileBytes & { readonly start: number }): Generator<{ row?: JsonObject; line: number }> {
  const decoder = new TextDecoder()
  let line = 0
  for (let at = start; at < bytes.length; ) {
    line++
    const newline = bytes.indexOf(0x0a, at)
    const end = newline < 0 ? bytes.length : newline
    const text = decoder.decode(bytes.subarray(at, end)).trim()
    at = end + 1
    if (text === '') yield { line }
    else yield { row: parseObject(text, file, line), line }
  }
}

function parseObject(text: string, file: string, line: number): JsonObject {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    throw refuse(file, `line ${line}`, 'a JSON object', quote(text))
  }
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found as JsonObject
  throw refuse(file, `line ${line}`, 'a JSON object', quote(text))
}
