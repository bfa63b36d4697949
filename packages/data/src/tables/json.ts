import type { FileBytes } from '../file-bytes.js'
import { quote, refuse } from '../refuse.js'
import { isJsonObject, type JsonRow, parseOrRefuse, writeObjects } from './json-rows.js'
import { plainText } from './table-text.js'
import type { TableSource } from './written-table.js'

/**
 * Reads a list of objects in JSON as a table, as `readJsonLines` reads one of JSON Lines: each is a row.
 * @throws BadInput, with the row, for text that is not UTF-8 or not JSON, anything but a list of objects, and as
 * `writeObjects`
 */
export function readJson({ file, bytes }: FileBytes): TableSource {
  const { bytes: plain, start } = plainText({ file, bytes })
  const rows = parse(new TextDecoder().decode(plain.subarray(start)), file)
  return writeObjects(file, 'row', () => objectsOf(rows, file))
}

function parse(text: string, file: string): readonly unknown[] {
  const found = parseOrRefuse(text, () => refuse(file, 'row 1', 'JSON', quote(text)))
  if (Array.isArray(found)) return found
  throw refuse(file, 'row 1', 'a list of objects in JSON', quote(text))
}

function* objectsOf(rows: readonly unknown[], file: string): Generator<JsonRow> {
  for (const [index, row] of rows.entries()) {
    if (!isJsonObject(row)) throw refuse(file, `row ${index + 1}`, 'an object', quote(JSON.stringify(row)))
    yield { row, place: index + 1 }
  }
}
