import type { FileBytes } from '../file-bytes.js'
import { quote, refuse } from '../refuse.js'
import { readJsonLines } from './json-lines.js'
import {
  isJsonObject,
  type JsonObject,
  type JsonRow,
  parseOrRefuse,
  quoteJson,
  writeObjects,
} from './json-rows.js'
import { plainText } from './table-text.js'
import type { TableSource } from './written-table.js'

/**
 * Reads JSON as a table, as `readJsonLines` reads JSON Lines: a list of objects, each a row; or an object of columns, as pandas
 * writes it, each a list or an object of values by row; or an object that holds such a list, and no other. An object a line is
 * read as JSON Lines, whatever the file is called.
 * @throws BadInput, with the row, for text that is not UTF-8 or not JSON, anything else than that, and as `writeObjects`
 */
export function readJson({ file, bytes }: FileBytes): TableSource {
  const { bytes: plain, start } = plainText({ file, bytes })
  const text = new TextDecoder().decode(plain.subarray(start))
  if (areLines(text)) return readJsonLines({ file, bytes })
  const rows = parse(text, file)
  return writeObjects(file, 'row', () => objectsOf(rows, file))
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
  const found = parseOrRefuse(text, () => refuse(file, 'row 1', 'JSON', quoteJson(text)))
  if (Array.isArray(found)) return found
  const rows = isJsonObject(found) ? (rowsWithin(found) ?? rowsOf(found)) : undefined
  if (rows) return rows
  throw refuse(file, 'row 1', 'a list of objects in JSON, or an object of columns', quote(text))
}

/** The one list of objects that an object holds beside what is said of it, as the answers of many services do; and pandas' `split`. */
function rowsWithin(found: JsonObject): readonly unknown[] | undefined {
  const lists = Object.values(found).filter((value) => Array.isArray(value) && value.length > 0)
  const [rows, ...others] = lists.filter((list) => (list as unknown[]).every(isJsonObject))
  if (rows !== undefined && others.length === 0) return rows as readonly unknown[]
  const { columns, data } = found
  if (!isList(columns) || !isList(data) || !columns.every((name) => typeof name === 'string'))
    return undefined
  if (!data.every((row) => isList(row) && row.length === columns.length)) return undefined
  return data.map((row) => Object.fromEntries(columns.map((name, at) => [name, (row as unknown[])[at]])))
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** The rows of an object of columns of one length; or of rows by their numbers. Undefined for any other. */
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
  if (values.length === 0 || !values.every(isJsonObject)) return undefined
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
    if (!isJsonObject(row)) throw refuse(file, `row ${index + 1}`, 'an object', quote(JSON.stringify(row)))
    yield { row, place: index + 1 }
  }
}
