import type { FileBytes } from '../file-bytes.js'
import { quote, refuse } from '../refuse.js'
import { isNumber } from './plain-number.js'
import { MOST_CELLS } from './rows.js'
import { plainText } from './table-text.js'
import { linesOf } from './text-lines.js'
import { type TableSource, TableWriter } from './written-table.js'

/** A row of which few values are given. */
interface SparseRow {
  readonly label: string | undefined
  readonly query: number | undefined
  /** By the numbers of their columns. */
  readonly values: ReadonlyMap<number, number>
}

/**
 * Reads a table in the format of LIBSVM and SVMlight, `1 3:0.5 7:1`: a column `label`, `qid` where it has one, and `x1`, `x2`, … up to
 * the largest number that comes. What a row does not give is 0.
 * @param wanted names of columns that a model takes, which it has all the same
 * @throws BadInput, with the line, for text that is not UTF-8, anything else than numbers and values in rising order, more columns
 * than fit, and as `TableWriter`
 */
export function readLibsvm({ file, bytes }: FileBytes, wanted: readonly string[] = []): TableSource {
  const text = plainText({ file, bytes })
  let [least, most] = [1, 0]
  let hasQueries = false
  for (const row of rowsIn(text)) {
    for (const index of row?.values.keys() ?? []) {
      least = Math.min(least, index)
      most = Math.max(most, index)
    }
    hasQueries ||= row?.query !== undefined
  }
  for (const name of wanted) most = Math.max(most, Number(/^x(\d+)$/.exec(name)?.[1] ?? 0))
  if (most < least) throw refuse(file, 'line 1', 'values such as 3:0.5', 'none')
  const columns = Array.from({ length: most - least + 1 }, (_, column) => least + column)
  const before = hasQueries ? ['label', 'qid'] : ['label']
  const writer = new TableWriter(file, [...before, ...columns.map((index) => `x${index}`)], {
    categories: [],
    place: 'line',
  })
  for (const row of rowsIn(text)) {
    if (!row) writer.skip()
    else {
      const { label, query, values } = row
      writer.add((column) => {
        if (column === 0) return label !== undefined && isNumber(label) ? Number(label) : label
        return column < before.length ? query : (values.get(columns[column - before.length]) ?? 0)
      })
    }
  }
  return writer.done()
}

/** The rows of the lines; none for an empty one, or a comment. */
function* rowsIn(text: FileBytes & { readonly start: number }): Generator<SparseRow | undefined> {
  let line = 0
  for (const whole of linesOf(text)) {
    line++
    const [values] = whole.split('#')
    yield values.trim() === '' ? undefined : parseRow(text.file, `line ${line}`, values.trim())
  }
}

function parseRow(file: string, place: string, text: string): SparseRow {
  const words = text.split(/\s+/)
  const label = words[0].includes(':') ? undefined : words.shift()
  const values = new Map<number, number>()
  let query: number | undefined
  let last = -1
  for (const word of words) {
    const [, name = '', value = ''] = /^(qid|\d{1,9}):(.+)$/.exec(word) ?? []
    const index = Number(name)
    const isQuery = name === 'qid' && query === undefined && values.size === 0
    if (!isNumber(value) || !(isQuery || index > last)) {
      throw refuse(file, place, 'numbers of columns in rising order, with values, such as 3:0.5', quote(word))
    }
    if (isQuery) query = Number(value)
    else {
      if (index > MOST_CELLS) throw refuse(file, place, `at most ${MOST_CELLS} columns`, name)
      values.set(index, Number(value))
      last = index
    }
  }
  return { label, query, values }
}
