import { quote, quoteSome, refuse } from '../refuse.js'
import { NO_TEXT } from './cell-reader.js'
import type { Column, TextColumn } from './column.js'
import { writeCycles } from './cycles.js'
import type { TableText } from './find-columns.js'
import type { MissingPolicy, UnknownPolicy } from './missing.js'
import type { NumberForm } from './number-form.js'
import { isNumber } from './plain-number.js'
import type { Scaling } from './scaling.js'
import type { Table } from './table.js'
import { MOST_TEXTS } from './text-codes.js'

/** A column as an input of the network. */
export interface FeatureForm {
  readonly name: string
  /** Its texts in order, each an input that is 1 where the cell holds it and 0 elsewhere; empty for numbers. */
  readonly categories: readonly string[]
  /** How its numbers are written, where not as JavaScript writes them. */
  readonly number?: NumberForm
  /**
   * Of moments, which are days since 1970-01-01: the periods, in days, of cycles that they follow, each with a cosine and a sine
   * as further inputs, both 0 where the moment is missing.
   */
  readonly cycles?: readonly number[]
  /** What a missing number becomes, in the units of the table: the mean of the training part. */
  readonly fill?: number
  /** Whether it has one input more, which is 1 where its value is missing. */
  readonly indicator?: true
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
  /** How the numbers of each label are written; null, or absent, as JavaScript writes them. */
  readonly labelNumbers?: readonly (NumberForm | null)[]
  /** What becomes of missing values; absent for a refusal. */
  readonly missing?: MissingPolicy
  /** What stands for them, where not what usually does. */
  readonly naValues?: readonly string[]
  /** What becomes of a category that was not in the training table; absent for a refusal. */
  readonly unknown?: UnknownPolicy
}

/** Numbers that the features of a table may take altogether, those of categories counted: 1 GiB. */
const MOST_NUMBERS = 2 ** 27

/** A label of more different numbers than this is no class, unless it is stated; nor one with fewer rows for each. */
export const MOST_NUMBERED_CLASSES = 20
export const ROWS_OF_A_CLASS = 2.5

/** Amounts are written with decimals; classes that came so from another program are few. */
const MOST_DECIMAL_CLASSES = 5

/** What is learned, and why. */
export interface Guess {
  readonly task: Task
  /** For people: `it holds 16 different whole numbers in 30 rows`. Empty where nothing else was possible. */
  readonly reason: string
}

/**
 * What is learned where it is not stated: numbers where several columns are, or where the one column holds
 * numbers of which one is not whole, or more than 20 differ, or that come again too seldom, or are amounts by
 * how they are written; a class otherwise.
 */
export function detectTask(label: readonly Column[]): Guess {
  const [column] = label
  if (label.length > 1) return { task: 'regress', reason: '' }
  if (column.kind === 'text') return { task: 'classify', reason: '' }
  const { values, form, decimals } = column
  const whole = values.every((value) => Number.isInteger(value) || Number.isNaN(value))
  if (!whole) return { task: 'regress', reason: 'not all of its numbers are whole' }
  if (form) return { task: 'regress', reason: 'its numbers are written as amounts' }
  const different = new Set(values).size
  const found = `it holds ${different} different whole numbers in ${values.length} rows`
  if (different > MOST_NUMBERED_CLASSES || different * ROWS_OF_A_CLASS > values.length) {
    // Of very few rows each class may have but one or two.
    if (different > 4 || different === values.length) return { task: 'regress', reason: found }
  }
  if (decimals && different > MOST_DECIMAL_CLASSES) {
    return { task: 'regress', reason: 'its numbers are written with decimals' }
  }
  return { task: 'classify', reason: found }
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
    ...(column.kind === 'number' && column.form && { number: column.form }),
  }))
}

/** Inputs that features take. */
export function inputsOf(features: readonly FeatureForm[]): number {
  return features.reduce((inputs, feature) => inputs + inputsOfOne(feature), 0)
}

function inputsOfOne({ categories, cycles = [], indicator }: FeatureForm): number {
  return (categories.length || 1 + 2 * cycles.length) + (indicator ? 1 : 0)
}

/** For each input whether it is a number, which is scaled; the others are 0 or 1, or of a cycle. */
export function numberInputs(features: readonly FeatureForm[]): boolean[] {
  return features.flatMap((feature) =>
    Array.from(
      { length: inputsOfOne(feature) },
      (_, input) => input === 0 && feature.categories.length === 0,
    ),
  )
}

/** What becomes of a category that is not known. */
export interface Unknowns {
  readonly unknown?: UnknownPolicy
  /** Takes a row with one, counted from 0; without it the first is thrown. */
  readonly onBadRow?: (row: number, error: unknown) => void
}

/**
 * The inputs of each row, not scaled yet. A missing number is NaN where the feature has nothing to fill it with; a
 * missing category is none of them.
 * @param columns one for each feature, of its kind
 * @returns rows × inputs, row by row
 * @throws BadInput for a text that is not among a feature's categories, or more numbers than fit
 */
export function encodeFeatures(
  file: string,
  { lines }: Table,
  columns: readonly Column[],
  features: readonly FeatureForm[],
  unknowns: Unknowns = {},
): Float64Array {
  const inputs = inputsOf(features)
  if (lines.length * inputs > MOST_NUMBERS) {
    const found = `${lines.length} rows of ${inputs} inputs, each category being one`
    throw refuse(file, `line ${lines[0]}`, `at most ${MOST_NUMBERS} numbers`, found)
  }
  const rows = new Float64Array(lines.length * inputs)
  let input = 0
  for (const [index, feature] of features.entries()) {
    const { name, categories, cycles = [], fill = Number.NaN, indicator } = feature
    const column = columns[index]
    const flag = input + inputsOfOne(feature) - 1
    if (column.kind === 'number') {
      for (let row = 0; row < lines.length; row++) {
        const value = column.values[row]
        const at = row * inputs + input
        const isMissing = Number.isNaN(value)
        rows[at] = isMissing ? fill : value
        if (!isMissing) writeCycles(rows, at + 1, value, cycles)
        else if (indicator) rows[row * inputs + flag] = 1
      }
    } else {
      const hint = ' (a model trained with --unknown other takes it for none of them)'
      const codes = encodeTexts(file, lines, column, name, categories, { ...unknowns, hint })
      for (let row = 0; row < lines.length; row++) {
        if (codes[row] !== NO_TEXT) rows[row * inputs + input + codes[row]] = 1
        else if (indicator && column.codes[row] === NO_TEXT) rows[row * inputs + flag] = 1
      }
    }
    input += inputsOfOne(feature)
  }
  return rows
}

/** Puts what fills a gap in the place of each missing number. */
export function fillGaps(rows: Float64Array, features: readonly FeatureForm[]): void {
  const inputs = inputsOf(features)
  let input = 0
  for (const feature of features) {
    const { fill, categories } = feature
    if (fill !== undefined && categories.length === 0) {
      for (let at = input; at < rows.length; at += inputs) if (Number.isNaN(rows[at])) rows[at] = fill
    }
    input += inputsOfOne(feature)
  }
}

/**
 * The index of each cell's text among `known`; where the text itself is not there, that of the number it writes.
 * `NO_TEXT` for a missing one, and for an unknown one where that is taken.
 * @throws BadInput, with its line, for a text that is not among them
 */
export function encodeTexts(
  file: string,
  lines: Uint32Array,
  { codes, texts }: TextColumn,
  name: string,
  known: readonly string[],
  { unknown = 'error', onBadRow, hint = '' }: Unknowns & { readonly hint?: string } = {},
): Uint32Array {
  const places = new Map(known.map((text, index) => [text, index]))
  const placeOf = texts.map(
    (text) => places.get(text) ?? places.get(isNumber(text) ? String(Number(text)) : text),
  )
  return codes.map((code, row) => {
    const place = code === NO_TEXT ? NO_TEXT : placeOf[code]
    if (place !== undefined) return place
    if (unknown === 'other') return NO_TEXT
    const some = quoteSome(known, 8)
    const error = refuse(
      file,
      `line ${lines[row]}, column ${quote(name)}`,
      `one of ${some}`,
      quote(texts[code]) + hint,
    )
    if (!onBadRow) throw error
    onBadRow(row, error)
    return NO_TEXT
  })
}

/**
 * A column of numbers as one of texts: each number as JavaScript writes it, with as many digits as codes have. Throws
 * BadInput for too many.
 */
export function asTexts(file: string, lines: Uint32Array, column: Column): TextColumn {
  if (column.kind === 'text') return column
  const inRow = (row: number): string => `line ${lines[row]}, column ${quote(column.name)}`
  const codeOf = new Map<number, number>()
  const codes = Uint32Array.from(column.values, (value, row) => {
    if (Number.isNaN(value)) return NO_TEXT
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      const flags = '--task classify takes each as it is written, --task regress for an amount'
      throw refuse(
        file,
        inRow(row),
        'classes, or amounts',
        `a number above 2^53, of which not all digits count (${flags})`,
      )
    }
    const code = codeOf.get(value) ?? codeOf.size
    if (code === MOST_TEXTS) {
      throw refuse(file, inRow(row), `at most ${MOST_TEXTS} classes`, `one more, ${value}`)
    }
    codeOf.set(value, code)
    return code
  })
  const { name, digits = 0 } = column
  const texts = [...codeOf.keys()].map((value) => String(value).padStart(digits, '0'))
  return { kind: 'text', name, codes, texts }
}
