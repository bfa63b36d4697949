import type { FileBytes } from '../file-bytes.js'
import { refuse } from '../refuse.js'
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
 * Reads JSON Lines as a table: each line is an object, a row.
 * @throws BadInput, with the line, for text that is not UTF-8 or not JSON, a line that is no object, and as `writeObjects`
 */
export function readJsonLines({ file, bytes }: FileBytes): TableSource {
  const text = plainText({ file, bytes })
  return writeObjects(file, 'line', () => objectsIn(text))
}

/** The objects of the lines; none for an empty line. */
function* objectsIn({ file, bytes, start }: FileBytes & { readonly start: number }): Generator<JsonRow> {
  const decoder = new TextDecoder()
  let line = 0
  for (let at = start; at < bytes.length; ) {
    line++
    const newline = bytes.indexOf(0x0a, at)
    const end = newline < 0 ? bytes.length : newline
    const text = decoder.decode(bytes.subarray(at, end)).trim()
    at = end + 1
    if (text === '') yield { place: line }
    else yield { row: parseObject(text, file, line), place: line }
  }
}

function parseObject(text: string, file: string, line: number): JsonObject {
  const refusal = (): Error => refuse(file, `line ${line}`, 'a JSON object', quoteJson(text))
  const found = parseOrRefuse(text, refusal)
  if (isJsonObject(found)) return found
  throw refusal()
}
