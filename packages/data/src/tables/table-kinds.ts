import { quote, quoteSome, refuse, word } from '../refuse.js'
import type { Column, TextColumn } from './column.js'
import type { Table } from './table.js'

/** Different texts of a column up to which nobody asks whether it holds kinds; and the part of the rows they may be. */
const FEW_TEXTS = 10
const MANY_TEXTS = 0.5

/** The name of a picture's file. */
const PICTURE = /\.(?:png|jpe?g|bmp|gif|webp|tiff?)$/i

/** Columns that a message names. */
const NAMED = 8

/**
 * Refuses columns of texts of which nearly each row has another: no kinds, and no classes. All such features at once, for
 * whoever leaves one out would only meet the next.
 * @param known whether it is stated that the label holds classes
 */
export function checkKinds(
  file: string,
  { lines }: Table,
  features: readonly Column[],
  label: readonly Column[],
  stated: ReadonlySet<string>,
  known: boolean,
): void {
  const hardlyAgain = (column: Column): column is TextColumn =>
    column.kind === 'text' &&
    !stated.has(column.name) &&
    column.texts.length > FEW_TEXTS &&
    column.texts.length > MANY_TEXTS * column.codes.length
  const place = (name: string): string => `line ${lines[0]}, column ${quote(name)}`
  const found = ({ texts, codes }: TextColumn): string =>
    `${texts.length} different texts in ${codes.length} rows, such as ${quote(texts[0])}`
  const [classes] = known ? [] : label.filter(hardlyAgain)
  if (classes) {
    const flags = '--task classify takes each for a class'
    const expected = 'numbers, or classes that come again'
    throw refuse(file, place(classes.name), expected, `${found(classes)} (${flags})`)
  }
  const [first, ...others] = features.filter(hardlyAgain)
  if (!first) return
  const names = [first, ...others].map(({ name }) => name)
  const isAlone = others.length === 0
  const so = isAlone ? '' : `; so in ${quoteSome(names.slice(1), NAMED)}`
  const all = word(names.join(','))
  const flags = `--ignore ${all} leaves ${isAlone ? 'it' : 'them'} out; --categories ${isAlone ? `${all} ` : ''}takes each for a kind`
  const pictures = PICTURE.test(first.texts[0])
    ? '; pictures are learned from in a folder for each class, without a table'
    : ''
  throw refuse(
    file,
    place(first.name),
    'numbers, or kinds that come again',
    `${found(first)}${so} (${flags}${pictures})`,
  )
}

/** Refuses a label that is the same in all rows. */
export function checkClasses(
  file: string,
  { lines }: Pick<Table, 'lines'>,
  label: TextColumn,
  classes: readonly string[],
): void {
  if (classes.length >= 2) return
  const place = `line ${lines[0]}, column ${quote(label.name)}`
  throw refuse(file, place, 'two classes or more', `${quote(classes[0])} alone`)
}
