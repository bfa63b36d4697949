import { quote, quoteSome, word } from '../refuse.js'
import { NO_TEXT } from './cell-reader.js'
import type { Column, NumberColumn, TextColumn } from './column.js'
import type { RepeatedNames } from './repeated-names.js'
import { isConstant } from './scaling.js'

/** Lines about columns of one kind; of more only their number is said. */
const MOST_LINES = 4

/** Rows below which numbers that go up by one may be anything. */
const FEWEST_ROWS = 10

/** How many times further out than all others a number is remarkable. */
const FAR = 20

/** Numbers that stand for a missing value in the records of many: a few nines. */
const SENTINEL = /^-?9{1,6}$/

/** What columns are called that name rows by numbers. */
const IDENTIFIER = /(?:^|[\s_.-])(?:[iI][dD]|[uU][iI][dD]|guid|GUID)(?:$|[\s_.-])|[a-z]I[dD]$/

/** A class that is all but a tenth of the rows. */
const HEAVY = 0.9

/**
 * Whether the numbers of a column are those of the rows: whole, from 0 or 1 or on from there, each one once, in
 * whatever order.
 */
export function countsRows(column: Column): boolean {
  if (column.kind !== 'number' || column.form || column.values.length < FEWEST_ROWS) return false
  const { values } = column
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isInteger(value)) return false
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return most - least === values.length - 1 && new Set(values).size === values.length
}

/** Lines about features that teach nothing, or that a few rows decide. */
export function featureNotes(columns: readonly Column[], lines: Uint32Array): string[] {
  const counting = columns.length < 2 ? [] : columns.filter(countsRows).map(countingNote)
  const named = columns.length < 2 ? [] : columns.flatMap(identifierNote)
  const constant = columns.filter(holdsOneValue).map(constantNote)
  const far = columns.flatMap((column) => farNote(column, lines, 'the scale is made for it'))
  const missing = columns.flatMap(sentinelNote)
  const padded = columns.flatMap(paddedNote)
  return [
    ...limited(counting),
    ...limited(named),
    ...limited(constant),
    ...limited(padded),
    ...limited(missing),
    ...limited(far),
  ]
}

export function countingNote({ name }: { readonly name: string }): string {
  return `${quote(name)} may be the number of the row: whole numbers, each once, without a gap; --ignore ${word(name)} leaves it out`
}

/** A line where whole numbers name rows, as what they are called says: there is nothing to learn from them. */
function identifierNote(column: Column): string[] {
  if (column.kind === 'text' || column.form || !IDENTIFIER.test(column.name) || countsRows(column)) return []
  const { name, values } = column
  if (values.length < FEWEST_ROWS || !values.every(Number.isInteger)) return []
  if (new Set(values).size < values.length) return []
  return [
    `${quote(name)} may name the rows: whole numbers, another in each; --ignore ${word(name)} leaves it out`,
  ]
}

/** A line where numbers have zeros before them, as postal codes have; those of months and hours count. */
function paddedNote(column: Column): string[] {
  if (column.kind === 'text' || (column.digits ?? 0) < 3) return []
  const { name, values, digits = 0 } = column
  const least = String(ends(values).least).padStart(digits, '0')
  return [
    `${quote(name)} is learned from as numbers, though zeros stand before them as in codes (${least}): --categories ${word(name)} takes them for kinds`,
  ]
}

/** A line where the names of columns came again among the rows. */
export function repeatsNote({ count, first }: Readonly<RepeatedNames>): string {
  const also = count > 1 ? `, and ${count - 1} more such ${count > 2 ? 'lines' : 'line'}` : ''
  return `line ${first} holds the names of columns again${also}, and is left out`
}

export function emptyNote(name: string): string {
  return `${quote(name)} has no value in any row, and is left out`
}

export function indexNote(place: number, name: string): string {
  return `column ${place + 1}, which has no name, counts the rows, and is left out (--features with ${word(name)} takes it)`
}

export function rowNamesNote(place: number, name: string): string {
  return `column ${place + 1}, which has no name, names the rows, each by another, and is left out (--features with ${word(name)} takes it)`
}

export function lostNote(lost: number, rows: number, anything: boolean): string {
  return `${lost} of ${rows} rows are left out, for they miss ${anything ? 'a value' : 'the label'}`
}

export function filledNote(names: readonly string[]): string {
  return `missing values are filled in ${quoteSome(names, 4)}`
}

export function constantNote({ name }: { readonly name: string }): string {
  return `${quote(name)} is the same in all rows: nothing can be learned from it, and other values of it will change nothing`
}

/** Lines about what is to be learned. */
export function targetNotes(columns: readonly Column[], lines: Uint32Array): string[] {
  const constant = columns
    .filter(holdsOneValue)
    .map(({ name }) => `${quote(name)} is the same in all rows: there is nothing to learn`)
  const range =
    'it alone spans the range that is learned, and the others are learned coarsely; is it a mistake?'
  const far = columns.flatMap((column) => farNote(column, lines, range))
  return [...limited(constant), ...limited(columns.flatMap(sentinelNote)), ...limited(far)]
}

/** In how many rows each text of a column is. */
export function countTexts({ codes, texts }: TextColumn): number[] {
  const counts = texts.map(() => 0)
  for (const code of codes) if (code !== NO_TEXT) counts[code]++
  return counts
}

/** A line where nearly all rows are of one class. */
export function imbalanceNotes(label: TextColumn): string[] {
  const { name, codes, texts } = label
  const counts = countTexts(label)
  const most = Math.max(...counts)
  if (most < HEAVY * codes.length) return []
  const share = ((100 * most) / codes.length).toFixed(1)
  return [
    `${quote(name)} is ${quote(texts[counts.indexOf(most)])} in ${share} % of the rows: to say so always would be right as often; look at the recall of each class`,
  ]
}

function holdsOneValue(column: Column): boolean {
  if (column.kind === 'text') return new Set(column.codes).size === 1
  const { least, most } = ends(column.values)
  return isConstant(least, most) && !column.values.some(Number.isNaN)
}

/** A line where nines at an end of a column, which come again, are further from the other numbers than those are apart. */
function sentinelNote(column: Column): string[] {
  if (column.kind === 'text' || column.values.length < FEWEST_ROWS) return []
  const { values, name } = column
  const { least, most } = ends(values)
  for (const end of [least, most]) {
    if (!SENTINEL.test(String(end))) continue
    const others = ends(values.filter((value) => value !== end))
    const count = values.reduce((sum, value) => sum + (value === end ? 1 : 0), 0)
    const gap = end === least ? others.least - end : end - others.most
    if (count < 2 || !(others.most > others.least && gap > others.most - others.least)) continue
    return [
      `${quote(name)} is ${end} in ${count} of ${values.length} rows, far from all others: --na-values ${end} --missing mean takes it for a missing value`,
    ]
  }
  return []
}

/** A line where one number is far from all others. */
function farNote(column: Column, lines: Uint32Array, why: string): string[] {
  if (column.kind === 'text' || column.values.length < FEWEST_ROWS) return []
  const row = farthest(column)
  if (row < 0) return []
  return [`${quote(column.name)} is ${column.values[row]} in line ${lines[row]}, far from all others: ${why}`]
}

/** The row of a number without which the range would be a twentieth or less; −1 where there is none. */
function farthest({ values }: NumberColumn): number {
  const { least, most } = ends(values)
  const [low, high] = [values.indexOf(least), values.indexOf(most)]
  for (const row of [high, low]) {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let n = 0; n < values.length; n++) {
      if (n === row) continue
      if (values[n] < from) from = values[n]
      if (values[n] > to) to = values[n]
    }
    // Of two values alone one is a class of its own.
    if (to > from && most - least > FAR * (to - from)) return row
  }
  return -1
}

function ends(values: Float64Array): { least: number; most: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, most }
}

export function limited(notes: readonly string[]): string[] {
  if (notes.length <= MOST_LINES) return [...notes]
  return [
    ...notes.slice(0, MOST_LINES),
    `and ${notes.length - MOST_LINES} more columns like ${notes[MOST_LINES - 1].split(' ')[0]}`,
  ]
}
