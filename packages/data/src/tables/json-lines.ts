import type { FileBytes } from '../file-bytes.js'
import { quote, refuse } from '../refuse.js'
import { isJsonObject, type JsonObject, type JsonRow, parseJson, writeObjects } from './json-rows.js'
import { plainText } from './table-text.js'
import { linesOf } from './text-lines.js'
import type { TableSource } from './written-table.js'

/**
 * Reads JSON Lines as a table: each line is an object, a row.
 * @throws BadInput, with the line, for text that is not UTF-8 or not JSON, a line that is no object, and as `writeObjects`
 */
export function readJsonLines({ file, bytes }: FileBytes): TableSource {
  const text = plainText({ file, bytes })
  return writeObjects(file, 'line', () => objectsIn(text))
}

/** The objects of the lines; none for an empty line. */
function* objectsIn(source: FileBytes & { readonly start: number }): Generator<JsonRow> {
  let line = 0
  for (const text of linesOf(source)) {
    line++
    if (text === '') yield { place: line }
    else yield { row: parseObject(text, source.file, line), place: line }
  }
}

function parseObject(text: string, file: string, line: number): JsonObject {
  const found = parseJson(file, text, line)
  if (isJsonObject(found)) return found
  throw refuse(file, `line ${line}`, 'a JSON object', quote(text))
}
