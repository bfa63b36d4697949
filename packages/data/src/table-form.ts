import { type Column, isNumber, MOST_TEXTS, type TextColumn } from './column.js'
import { quote, refuse } from './refuse.js'
import type { Scaling } from './scaling.js'
import type { Table, TableText } from './table.js'

/** A column as an input of the network. */
export interface FeatureForm {
  readonly name: string
  /** Its texts in order, each an input that is 1 where the cell holds it and 0 elsewhere; empty for numbers. */
  readonly categories: readonly string[]
}

/** What is learned: a class, or numbers. */
export type Task = 'classify' | 'regress'

/**
 * How the cells of a table become examples: what a model keeps, to take another table of the same kind.
 * Plain JSON. `header` is what was found in the first table; models made before it was kept leave it to be
 * detected anew.
 */
export interface TableForm extends TableText {
  readonly features: readonly FeatureForm[]
  /** Names of the columns that are learned: one for classes. */
  readonly label: readonly string[]
  readonly task: Task
  /** In order; empty for regression. */
  readonly classes: readonly string[]
  readonly scaling: Scaling
}

/** Numbers that the features of a table may take altogether, those of categories counted: 1 GiB. */
const MOST_NUMBERS = 2 ** 27

/** A label of more different numbers than this is no class, unless it is stated. */
const MOST_NUMBERED_CLASSES = 20

/**
 * What is learned where it is not stated: numbers where several columns are, or where the one column holds
 * numbers of which one is not whole or more than 20 differ; a class otherwise.
 */
export function detectTask(label: readonly Column[]): Task {
  const [column] = label
  if (label.length > 1) return 'regress'
  if (column.kind === 'text') return 'classify'
  const whole = column.values.every((value) => Number.isInteger(value))
  return whole && new Set(column.values).size <= MOST_NUMBERED_CLASSES ? 'classify' : 'regress'
}

/** The texts of a column in order: by value where all are numbers, else by code unit, on every machine alike. */
export function sortTexts(texts: readonly string[]): string[] {
  if (texts.every(isNumber)) return texts.toSorted((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
  return texts.toSorted()
}

/** How the columns become inputs. */
export function featureForms(columns: readonly Column[]): FeatureForm[] {
  return columns.map((column) => ({
    name: column.name,
    categories: column.kind === 'text' ? sortTexts(column.texts) : [],
  }))
}

/** Inputs that features take. */
export function inputsOf(features: readonly FeatureForm[]): number {
  return features.reduce((inputs, { categories }) => inputs + (categories.length || 1), 0)
}

/**
 * The inputs of each row, not scaled yet.
 * @param columns one for each feature, of its kind
 * @returns rows × inputs, row by row
 * @throws BadInput for a text that is not among a feature's categories, or more numbers than fit
 */
export function encodeFeatures(
  file: string,
  { lines }: Table,
  columns: readonly Column[],
  features: readonly FeatureForm[],
): Float64Array {
  const inputs = inputsOf(features)
  if (lines.length * inputs > MOST_NUMBERS) {
    const found = `${lines.length} rows of ${inputs} inputs, each category being one`
    throw refuse(file, `line ${lines[0]}`, `at most ${MOST_NUMBERS} numbers`, found)
  }
  const rows = new Float64Array(lines.length * inputs)
  let input = 0
  for (const [index, { name, categories }] of features.entries()) {
    const column = columns[index]
    if (column.kind === 'number') {
      for (let row = 0; row < lines.length; row++) rows[row * inputs + input] = column.values[row]
      input++
    } else {
      const codes = encodeTexts(file, lines, column, name, categories)
      for (let row = 0; row < lines.length; row++) rows[row * inputs + input + codes[row]] = 1
      input += categories.length
    }
  }
  return rows
}

/**
 * The index of each cell's text among `known`; where the text itself is not there, that of the number it writes.
 * @throws BadInput, with its line, for a text that is not among them
 */
export function encodeTexts(
  file: string,
  lines: Uint32Array,
  { codes, texts }: TextColumn,
  name: string,
  known: readonly string[],
): Uint32Array {
  const places = new Map(known.map((text, index) => [text, index]))
  const placeOf = texts.map(
    (text) => places.get(text) ?? places.get(isNumber(text) ? String(Number(text)) : text),
  )
  return codes.map((code, row) => {
    const place = placeOf[code]
    if (place !== undefined) return place
    const some = known.slice(0, 8).map(quote).join(', ') + (known.length > 8 ? ', …' : '')
    throw refuse(file, `line ${lines[row]}, column ${quote(name)}`, `one of ${some}`, quote(texts[code]))
  })
}

/** A column of numbers as one of texts: each number as JavaScript writes it. Throws BadInput for too many. */
export function asTexts(file: string, lines: Uint32Array, column: Column): TextColumn {
  if (column.kind === 'text') return column
  const codeOf = new Map<number, number>()
  const codes = Uint32Array.from(column.values, (value, row) => {
    const code = codeOf.get(value) ?? codeOf.size
    if (code === MOST_TEXTS) {
      const place = `line ${lines[row]}, column ${quote(column.name)}`
      throw refuse(file, place, `at most ${MOST_TEXTS} classes`, `one more, ${value}`)
    }
    codeOf.set(value, code)
    return code
  })
  return { kind: 'text', name: column.name, codes, texts: [...codeOf.keys()].map(String) }
}
