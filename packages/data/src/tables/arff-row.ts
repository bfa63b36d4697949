import { quote, refuse } from '../refuse.js'

/** The text of a value; undefined where it is missing. */
export type ArffValue = string | undefined

/** A value and what ends it: between quotation marks of either kind, or as it is. */
const VALUE = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,'"]*))\s*(,|$)/gsy

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** Values with commas between them. Throws BadInput for quotation marks out of place. */
export function splitValues(file: string, place: string, text: string): ArffValue[] {
  const values: ArffValue[] = []
  VALUE.lastIndex = 0
  for (;;) {
    const at = VALUE.lastIndex
    const found = VALUE.exec(text)
    if (!found) throw refuse(file, place, 'values with commas between them', quote(text.slice(at)))
    const [, single, double, bare, end] = found
    values.push(unquoted(single ?? double, bare))
    if (end === '') return values
  }
}

/**
 * A row: the value of each column, or, in braces, of those alone that it numbers from 0.
 * @throws BadInput for other values than one for each column
 */
export function parseRow(
  file: string,
  place: string,
  text: string,
  columns: number,
): ReadonlyMap<number, ArffValue> {
  if (text.startsWith('{')) return parseSparse(file, place, text, columns)
  const values = splitValues(file, place, text)
  if (values.length === columns) return new Map(values.entries())
  throw refuse(file, place, `${columns} values, one for each attribute`, `${values.length}`)
}

function parseSparse(file: string, place: string, text: string, columns: number): Map<number, ArffValue> {
  const row = new Map<number, ArffValue>()
  const inner = /^\{(.*)\}$/s.exec(text)?.[1]
  if (inner === undefined) throw refuse(file, place, 'a row in braces', quote(text))
  // The number before each value stands outside quotation marks.
  const pairs = /\s*(\d+)\s+(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,'"\s]+))\s*(?:,|$)/gsy
  while (pairs.lastIndex < inner.trimEnd().length) {
    const at = pairs.lastIndex
    const found = pairs.exec(inner)
    const [, index, single, double, bare] = found ?? []
    if (!found || Number(index) >= columns || row.has(Number(index))) {
      throw refuse(
        file,
        place,
        `numbers of attributes below ${columns}, each once, with values`,
        quote(inner.slice(at)),
      )
    }
    row.set(Number(index), unquoted(single ?? double, bare))
  }
  return row
}

function unquoted(quoted: string | undefined, bare: string | undefined): ArffValue {
  if (quoted !== undefined) return quoted.replace(/\\(.)/gs, (_, after: string) => ESCAPES[after] ?? after)
  const text = bare?.trim() ?? ''
  return text === '?' || text === '' ? undefined : text
}
