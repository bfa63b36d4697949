import { quote, quoteSome, word } from '../refuse.js'
import { NO_TEXT } from './cell-reader.js'
import { type Column, cellsOf, type TextColumn } from './column.js'
import { naValuesFlag } from './missing.js'
import { countTexts, imbalanceNotes, limited } from './table-notes.js'

/** Texts up to which nobody asks whether they are kinds; and those of which nobody sees by a look that they are. */
const FEW_TEXTS = 10
const MANY_TEXTS = 50

/** Kinds from which on ranges of numbers are spoken of, and a range, with or without a unit, or the open end of several. */
const FEWEST_RANGES = 3
const RANGE = /^\D{0,3}\d[\d.,]*\s*(?:[-–—~]|to|\.\.)\s*\D{0,3}\d[\d.,]*\D{0,3}$/
const OPEN_END = /^(?:[<>≤≥]\D{0,3}\d[\d.,]*|\d[\d.,]*\s*\+)\D{0,3}$/

/** Rows below which columns may be the same by chance. */
const FEWEST_ROWS = 10

/** What stands for a missing value in the records of many, where it is no kind of its own. */
const CODES =
  /^(?:\.|\*|[-–—]+|n\.a\.?|nil|-?nan|-?1\.#(?:qnan|ind)|#(?:na|div\/0!|ref!|value!|num!|name\?|null!))$/i
/** What may be a kind, and is hardly a class that is to be learned. */
const CODES_OF_A_LABEL = /^(?:none|unknown|missing|not available|undefined)$/i

/** Lines about columns of texts that may be something else than kinds. */
export function kindNotes(
  columns: readonly Column[],
  stated: ReadonlySet<string>,
  naValues?: readonly string[],
): string[] {
  const texts = columns.filter((column): column is TextColumn => column.kind === 'text')
  const guessed = texts.filter(({ name }) => !stated.has(name))
  return [
    ...limited(guessed.flatMap(manyNote)),
    ...limited(texts.flatMap(alikeNote)),
    ...limited(texts.flatMap(severalNote)),
    ...limited(texts.flatMap((column) => codeNote(column, CODES, naValues))),
  ]
}

/** Lines about the classes of a label. */
export function classNotes(label: TextColumn, naValues?: readonly string[]): string[] {
  const code = codeNote(label, CODES, naValues)
  return [
    ...imbalanceNotes(label),
    ...onceNote(label),
    ...alikeNote(label),
    ...severalNote(label),
    ...(code.length > 0 ? code : codeNote(label, CODES_OF_A_LABEL, naValues)),
  ]
}

/** Amounts, ranges of them, dates in a form that is not read, and sentences become kinds: nobody is to find that out later. */
function manyNote({ name, texts }: TextColumn): string[] {
  const withDigits = texts.filter((text) => /\d/.test(text)).length
  const isDoubtful = texts.length > MANY_TEXTS || (texts.length > FEW_TEXTS && 2 * withDigits > texts.length)
  if (!isDoubtful && !areRanges(texts)) return []
  return [
    `${quote(name)} is taken for ${texts.length} kinds, an input each, such as ${quote(texts[0])}; --ignore ${word(name)} leaves it out`,
  ]
}

/** Whether all texts are ranges of numbers, such as ages, 18-24, whose order is lost where they are kinds. */
function areRanges(texts: readonly string[]): boolean {
  const ranges = texts.filter((text) => RANGE.test(text)).length
  const ends = texts.filter((text) => OPEN_END.test(text)).length
  return ranges > 0 && ranges + ends === texts.length && texts.length >= FEWEST_RANGES
}

/** Texts that differ in capitals, in blanks, in a mark at their end or in how a letter is encoded are seldom two kinds. */
function alikeNote({ name, texts }: TextColumn): string[] {
  const seen = new Map<string, string>()
  for (const text of texts) {
    const plain = text
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/[\s.,;:]+$/, '')
    const other = seen.get(plain)
    if (other !== undefined) {
      return [`${quote(name)} holds ${quote(other)} and ${quote(text)}, which are taken for different`]
    }
    seen.set(plain, text)
  }
  return []
}

/** A line where classes have one row each, among others that have more. */
function onceNote(label: TextColumn): string[] {
  const { name, texts, codes } = label
  const counts = countTexts(label)
  const once = texts.filter((_, code) => counts[code] === 1)
  if (once.length === 0 || 2 * once.length > texts.length || codes.length < FEWEST_ROWS) return []
  const which = `${quoteSome(once, 3)} in one row alone${once.length > 1 ? ' each' : ''}`
  return [`${quote(name)} is ${which}: too few to be learned, and to be tested`]
}

/** A line where a cell holds several texts that are kinds elsewhere: `comedy;drama` among `comedy` and `drama`. */
function severalNote({ name, texts }: TextColumn): string[] {
  for (const mark of [';', '|', ',']) {
    const parts = (text: string): string[] => text.split(mark).map((part) => part.trim())
    const counts = new Map<string, number>()
    for (const text of texts) for (const part of parts(text)) counts.set(part, (counts.get(part) ?? 0) + 1)
    const comeAgain = (text: string): boolean => parts(text).every((part) => (counts.get(part) ?? 0) > 1)
    const several = texts.filter((text) => text.includes(mark))
    const [first] = several
    if (first === undefined || counts.size >= texts.length || !several.every(comeAgain)) continue
    return [
      `${quote(name)} holds several texts in a cell (${quote(first)}), each such list taken for a kind of its own; a column of 0 and 1 for each text says which a row has (to be learned: --label a,b --loss binary-cross-entropy)`,
    ]
  }
  return []
}

/** @param naValues what stands for a missing value, where that is stated: where it is nothing, no text is one */
function codeNote(
  { name, texts, codes }: TextColumn,
  pattern: RegExp,
  naValues?: readonly string[],
): string[] {
  if (naValues?.length === 0) return []
  const code = texts.findIndex((text) => pattern.test(text))
  const flag = code < 0 ? undefined : naValuesFlag(texts[code])
  if (flag === undefined || texts.length < 3) return []
  const rows = codes.reduce((sum, each) => sum + (each === code ? 1 : 0), 0)
  const all = codes.reduce((sum, each) => sum + (each === NO_TEXT ? 0 : 1), 0)
  return [
    `${quote(name)} is ${quote(texts[code])} in ${rows} of ${all} rows, taken for a kind of its own: ${flag} --missing drop takes it for a missing value`,
  ]
}

/** Lines about features that say what is to be learned in as many words. */
export function leakNotes(features: readonly Column[], label: readonly Column[]): string[] {
  if (cellsOf(label[0]).length < FEWEST_ROWS) return []
  const note = (like: (feature: Column, label: Column) => boolean, how: string): string[] =>
    features
      .filter((feature) => label.some((column) => like(feature, column)))
      .map(
        ({ name }) =>
          `${quote(name)} gives the label away${how}, in every row: little else will be learned; --ignore ${word(name)} leaves it out`,
      )
  // Of one feature alone a straight line may be just what is to be learned.
  const inOtherUnits = features.length > 1 ? note(isLine, ', in other units') : []
  return limited([...note(isSame, ''), ...inOtherUnits])
}

function isSame(feature: Column, label: Column): boolean {
  const [a, b] = [cellsOf(feature), cellsOf(label)]
  if (feature.kind === 'number' && label.kind === 'number') {
    return a.every((value: number, row: number) => Object.is(value, b[row])) && new Set(a).size > 1
  }
  return areOneToOne(a, b)
}

/** Whether each value of one column goes with one of the other, and each of the other with one of the first. */
function areOneToOne(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  const [ofA, ofB] = [new Map<number, number>(), new Map<number, number>()]
  for (let row = 0; row < a.length; row++) {
    if (!ofA.has(a[row])) ofA.set(a[row], b[row])
    if (!ofB.has(b[row])) ofB.set(b[row], a[row])
    if (!Object.is(ofA.get(a[row]), b[row]) || !Object.is(ofB.get(b[row]), a[row])) return false
  }
  // Where each row has values of its own, they name rows rather than one another.
  return ofA.size > 1 && 2 * ofA.size <= a.length
}

/** Whether numbers are others of which they are a multiple and a shift, but for rounding, and not the same. */
function isLine(feature: Column, label: Column): boolean {
  if (feature.kind === 'text' || label.kind === 'text') return false
  const [a, b] = [feature.values, label.values]
  let [low, high] = [0, 0]
  for (let row = 0; row < a.length; row++) {
    if (Number.isNaN(a[row]) || Number.isNaN(b[row])) return false
    if (a[row] < a[low]) low = row
    if (a[row] > a[high]) high = row
  }
  const slope = (b[high] - b[low]) / (a[high] - a[low])
  const range = Math.abs(b[high] - b[low])
  if (!(Number.isFinite(slope) && range > 0) || (slope === 1 && a[low] === b[low])) return false
  return a.every((value, row) => Math.abs(b[low] + slope * (value - a[low]) - b[row]) <= 1e-4 * range)
}
