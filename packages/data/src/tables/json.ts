import type { FileBytes } from '../file-bytes.js'
import { quote, quoteSome, refuse } from '../refuse.js'
import { UNNAMED_INDEX } from './column-names.js'
import { readJsonLines } from './json-lines.js'
import { isJsonObject, type JsonObject, type JsonRow, parseJson, writeObjects } from './json-rows.js'
import { plainText } from './table-text.js'
import type { TableSource } from './written-table.js'

/**
 * Reads JSON as a table, as `readJsonLines` reads JSON Lines: a list of objects, each a row; or an object of columns, as pandas
 * writes it, each a list or an object of values by row; or an object that holds such a list, and no other; or one row alone. An
 * object a line is read as JSON Lines, whatever the file is called.
 * @throws BadInput, with the row, for text that is not UTF-8 or not JSON, anything else than that, and as `writeObjects`
 */
export function readJson({ file, bytes }: FileBytes): TableSource {
  const { bytes: plain, start } = plainText({ file, bytes })
  const text = new TextDecoder().decode(plain.subarray(start))
  if (areLines(text)) return readJsonLines({ file, bytes })
  const rows = parse(text, file)
  return writeObjects(file, 'row', () => objectsOf(rows, file))
}

/** Reads what is called JSON Lines, also where it is a list in JSON. Throws BadInput as `readJsonLines` and `readJson`. */
export function readLinesOrList({ file, bytes }: FileBytes): TableSource {
  const { bytes: plain, start } = plainText({ file, bytes })
  const isList = /^\s*\[\s*(?:\{|$)/.test(new TextDecoder().decode(plain.subarray(start, start + 4096)))
  return isList ? readJson({ file, bytes }) : readJsonLines({ file, bytes })
}

/** Whether the first line is an object, and more lines come. */
function areLines(text: string): boolean {
  const [, first, others] = /^\s*(\{[^\n]*\})\s*\n(.*)$/s.exec(text) ?? []
  if (first === undefined || others.trim() === '') return false
  try {
    return isJsonObject(JSON.parse(first))
  } catch {
    return false
  }
}

function parse(text: string, file: string): readonly unknown[] {
  const found = parseJson(file, text)
  if (Array.isArray(found)) return found
  if (isJsonObject(found) && found.type === 'FeatureCollection')
    throw refuse(file, 'row 1', EXPECTED, 'GeoJSON (a list of the "properties" of its "features" is read)')
  const rows = isJsonObject(found) ? (rowsWithin(found) ?? rowsOf(found)) : undefined
  if (rows) return rows
  const lists = isJsonObject(found) ? listsWithin(found) : []
  const advice =
    lists.length > 1
      ? `${quoteSome(lists, 4)} are such lists: one of them alone is read`
      : "of pandas' forms, to_json(orient='records') is always read"
  throw refuse(file, 'row 1', EXPECTED, `${quote(text)} (${advice})`)
}

const EXPECTED = 'a list of objects in JSON, or an object of columns'

/** The names of the lists of objects that an object holds. */
function listsWithin(found: JsonObject): string[] {
  return Object.keys(found).filter((name) => {
    const value = found[name]
    return Array.isArray(value) && value.length > 0 && value.every(isJsonObject)
  })
}

/** What pandas calls an index that has no name, where it writes a table with its schema. */
const INDEX = 'index'

/** The one list of objects that an object holds beside what is said of it, as the answers of many services do; and pandas' `split`. */
function rowsWithin(found: JsonObject): readonly unknown[] | undefined {
  const lists = listsWithin(found)
  const rows = found[lists[0]] as JsonObject[]
  const { columns, data, schema } = found
  if (lists.length === 1) return isIndexed(schema) ? rows.map(withUnnamedIndex) : rows
  if (!isList(columns) || !isList(data)) return undefined
  const names = columns.filter((name) => typeof name === 'string' || typeof name === 'number').map(String)
  if (new Set(names).size !== columns.length) return undefined
  if (!data.every((row) => isList(row) && row.length === names.length)) return undefined
  return data.map((row) => Object.fromEntries(names.map((name, at) => [name, (row as unknown[])[at]])))
}

/** Whether a schema of pandas (`orient='table'`) says that the rows are numbered by a column called `index`. */
function isIndexed(schema: unknown): boolean {
  return isJsonObject(schema) && isList(schema.primaryKey) && schema.primaryKey.includes(INDEX)
}

/** A row with its index called as pandas calls one without a name elsewhere. */
function withUnnamedIndex(row: JsonObject): JsonObject {
  const { [INDEX]: index, ...others } = row
  return { [UNNAMED_INDEX]: index, ...others }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** The rows of an object of columns of one length; or of rows by their numbers; or of one row. Undefined for any other. */
function rowsOf(found: JsonObject): JsonObject[] | undefined {
  const values = Object.values(found)
  const columns = Object.entries(found)
  if (values.length > 0 && values.every(Array.isArray)) {
    const [{ length }] = values
    if (values.some((column) => column.length !== length)) return undefined
    return Array.from({ length }, (_, row) =>
      Object.fromEntries(columns.map(([name], at) => [name, values[at][row]])),
    )
  }
  if (values.length === 0) return undefined
  if (values.every((value) => typeof value !== 'object' || value === null)) return [found]
  if (!values.every(isJsonObject)) return undefined
  const keys = Object.keys(values[0])
  if (keys.length > 0 && values.every((column) => Object.keys(column).every(isCount))) {
    const names = new Set(values.flatMap((column) => Object.keys(column)))
    return [...names].map((row) => Object.fromEntries(columns.map(([name], at) => [name, values[at][row]])))
  }
  return Object.keys(found).every(isCount) ? values : undefined
}

function isCount(key: string): boolean {
  return /^\d+$/.test(key)
}

function* objectsOf(rows: readonly unknown[], file: string): Generator<JsonRow> {
  for (const [index, row] of rows.entries()) {
    if (!isJsonObject(row)) {
      const found = isList(row) ? 'a list' : quote(String(row))
      throw refuse(file, `row ${index + 1}`, 'an object', found)
    }
    yield { row, place: index + 1 }
  }
}
