import { refuse } from '../refuse.js'
import { refuseJson } from './json-fault.js'
import { MOST_CELLS } from './rows.js'
import { type TableSource, TableWriter, type Written } from './written-table.js'

export type JsonObject = Readonly<Record<string, unknown>>

/** A row of a table in JSON: an object, or none where a line is empty. */
export interface JsonRow {
  readonly row?: JsonObject
  /** The line or row that messages name, from 1. */
  readonly place: number
}

/** Whether a value that JSON holds is an object, and no list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A string, whatever is in it; or a whole number of so many digits that float64 may not hold it. */
const STRING_OR_LONG = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+])-?\d{16,}(?![\d.eE])/gs

/**
 * What a text in JSON holds, long whole numbers as bigints.
 * @param line of the file, from 1, in which it begins
 * @throws BadInput as `refuseJson`, and for values nested so deep that they cannot be gone through
 */
export function parseJson(file: string, text: string, line = 1): unknown {
  try {
    if (!/\d{16}/.test(text)) return JSON.parse(text)
    // A text that begins so is nowhere in it.
    let mark = '#'
    while (text.includes(`"${mark}`)) mark += '#'
    const marked = text.replace(STRING_OR_LONG, (found) =>
      found.startsWith('"') ? found : `"${mark}${found}"`,
    )
    return JSON.parse(marked, (_, value) =>
      typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
    )
  } catch (error) {
    if (error instanceof SyntaxError) throw refuseJson(file, text, line)
    throw refuse(file, `line ${line}`, 'rows in JSON', 'values nested too deep')
  }
}

/**
 * Writes objects as a table: their keys are the columns, in the order in which they first come (numbers before others, as
 * JavaScript has them). What one lacks, or says is null, is missing.
 * @param places what messages call the place of a row
 * @param rows gives them again each time
 * @throws BadInput for no or too many keys, and as `TableWriter`
 */
export function writeObjects(
  file: string,
  places: Written['place'],
  rows: () => Iterable<JsonRow>,
): TableSource {
  // Twice: the last row may have the first value of a column.
  const columns = new Map<string, number>()
  for (const { row, place } of rows()) {
    for (const name of Object.keys(row ?? {})) {
      if (!columns.has(name)) columns.set(name, columns.size)
    }
    if (columns.size > MOST_CELLS)
      throw refuse(file, `${places} ${place}`, `at most ${MOST_CELLS} columns`, 'more')
  }
  if (columns.size === 0) throw refuse(file, `${places} 1`, 'objects with values', 'none')
  const names = [...columns.keys()]
  const writer = new TableWriter(file, names, { categories: [], place: places })
  for (const { row } of rows()) {
    if (row) writer.add((column) => (Object.hasOwn(row, names[column]) ? row[names[column]] : undefined))
    else writer.skip()
  }
  return writer.done()
}
