import type { FileBytes } from '../file-bytes.js'
import { quote, quoteSome, refuse } from '../refuse.js'
import { type Attribute, parseAttribute } from './arff-attribute.js'
import { type ArffValue, parseRow } from './arff-row.js'
import { isNumber } from './plain-number.js'
import { MOST_CELLS } from './rows.js'
import { plainText } from './table-text.js'
import { linesOf } from './text-lines.js'
import { type TableSource, TableWriter } from './written-table.js'

/**
 * Reads a table of Weka (ARFF): attributes are columns, nominal ones kinds, `?` is missing; rows that name few values have 0, or
 * the first nominal value, in the others.
 * @throws BadInput, with the line, for text that is not UTF-8, an attribute of another type, a row of other values, and as
 * `TableWriter`
 */
export function readArff({ file, bytes }: FileBytes): TableSource {
  const attributes: Attribute[] = []
  let writer: TableWriter | undefined
  let line = 0
  for (const text of linesOf(plainText({ file, bytes }))) {
    line++
    const place = `line ${line}`
    if (text === '' || text.startsWith('%')) writer?.skip()
    else if (writer) writeRow(writer, attributes, parseRow(file, place, text, attributes.length), file, place)
    else if (/^@data\b/i.test(text)) {
      if (attributes.length === 0) throw refuse(file, place, '@attribute before @data', 'none')
      writer = begin(file, attributes, line)
    } else if (/^@attribute\s/i.test(text)) {
      attributes.push(parseAttribute(file, place, text))
      if (attributes.length > MOST_CELLS) throw refuse(file, place, `at most ${MOST_CELLS} columns`, 'more')
    } else if (!/^@relation\b/i.test(text)) {
      throw refuse(file, place, '@relation, @attribute or @data', quote(text))
    }
  }
  if (!writer) throw refuse(file, `line ${Math.max(1, line)}`, '@data', 'the end')
  return writer.done()
}

/** A table whose rows are in the lines of the file that they come from. */
function begin(file: string, attributes: readonly Attribute[], lines: number): TableWriter {
  const categories = attributes.filter(({ values }) => values !== undefined).map(({ name }) => name)
  const texts = attributes.filter(({ type }) => type === 'string').map(({ name }) => name)
  const writer = new TableWriter(
    file,
    attributes.map(({ name }) => name),
    { categories, texts, place: 'line' },
  )
  for (let line = 0; line < lines; line++) writer.skip()
  return writer
}

function writeRow(
  writer: TableWriter,
  attributes: readonly Attribute[],
  row: ReadonlyMap<number, ArffValue>,
  file: string,
  place: string,
): void {
  writer.add((column) => {
    const { name, type, values } = attributes[column]
    const value = row.has(column) ? row.get(column) : (values?.[0] ?? '0')
    if (value === undefined) return undefined
    const at = `${place}, column ${quote(name)}`
    if (values && !values.includes(value))
      throw refuse(file, at, `one of ${quoteSome(values, 8)}`, quote(value))
    if (type !== 'number') return value
    if (!isNumber(value)) throw refuse(file, at, 'a number', quote(value))
    return Number(value)
  })
}
