import { quote, quoteSome, refuse } from '../refuse.js'
import type { Delimiter } from './rows.js'
import type { PlainText } from './table-text.js'

/** Columns that a message names, and their length in it. */
const MOST_NAMED = 20
const NAMED_LENGTH = 250

/** How the text of a table is to be read. What is not stated is detected. */
export interface TableText {
  /**
   * Whether the first row names the columns. Detected: it does where one of the columns asked for is in it
   * by name, or none of its cells is a number or comes again in its column. Without names, columns are called
   * `1`, `2`, ….
   */
  readonly header?: boolean | undefined
  /** What separates cells. Detected: what the first lines have in common, a comma where nothing. */
  readonly delimiter?: Delimiter | undefined
}

/** Where the columns of a table lie. */
export interface TableLayout {
  readonly text: PlainText
  readonly delimiter: Delimiter
  /** Rows before the first, which are titles. */
  readonly before: number
  /** Whether the first row names the columns. */
  readonly header: boolean
  /** Rows below the names that hold no values: units, or other names. */
  readonly below: number
  /** Of each column; its number from 1 where it has none. */
  readonly names: readonly string[]
  /** The columns that were given no name. */
  readonly unnamed: ReadonlySet<number>
  /** What was decided that could be otherwise, for people. */
  readonly notes: readonly string[]
}

/**
 * The places of the columns asked for. A name with commas may come in pieces, as a list of names is taken apart.
 * @param byName whether a number that is no name is no column
 * @throws BadInput for a column that is not there
 */
export function findColumns(
  { text: { file }, names, header }: TableLayout,
  asked: readonly string[],
  byName = false,
): number[] {
  const places: number[] = []
  for (let at = 0; at < asked.length; ) {
    const found = placeOf(names, asked.slice(at), byName)
    if (!found) {
      const alone = names.length === 1 && header
      const isSingle = names.length > 1 && names.every((name) => /^'.*'$/.test(name))
      const hint = isSingle
        ? ' (quotation marks are ", found \'; write the one for the other)'
        : alone
          ? ' alone (cells are separated by , ; | :: tabs or spaces: --delimiter)'
          : header
            ? ''
            : ' (--header where the first row names them)'
      throw refuse(file, 'line 1', `a column ${quote(asked[at])}`, nearFirst(names, asked[at]) + hint)
    }
    if (header && names.indexOf(names[found.place]) !== names.lastIndexOf(names[found.place])) {
      throw refuse(
        file,
        'line 1',
        'columns of different names',
        `${quote(names[found.place])} twice (give each its own)`,
      )
    }
    places.push(found.place)
    at += found.pieces
  }
  return places
}

/** The place of the column that the first of some names asks for, and how many of them name it. */
export function placeOf(
  names: readonly string[],
  asked: readonly string[],
  byName: boolean,
): { place: number; pieces: number } | undefined {
  const [first] = asked
  const named = names.indexOf(first)
  if (named >= 0) return { place: named, pieces: 1 }
  // In a name of letters and signs alone there is nothing to type otherwise.
  const alike = /^[!-~]*$/.test(first)
    ? []
    : [...names.keys()].filter((place) => plainName(names[place]) === plainName(first))
  if (alike.length === 1) return { place: alike[0], pieces: 1 }
  for (let pieces = 2; pieces <= asked.length; pieces++) {
    const joined = asked.slice(0, pieces).join(',')
    const place = names.findIndex((name) => name.split(/\s*,\s*/).join(',') === joined)
    if (place >= 0) return { place, pieces }
  }
  const place = !byName && /^\d+$/.test(first) ? Number(first) - 1 : -1
  return place >= 0 && place < names.length ? { place, pieces: 1 } : undefined
}

/** A name as it is typed: its white space one space, whatever it is in the file, and its letters composed. */
function plainName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** The columns that there are, those whose names hold one first, as far as a message has room. */
function nearFirst(names: readonly string[], asked: string): string {
  const isNear = (name: string): boolean => bareName(name).includes(bareName(asked))
  const all = [...names.filter(isNear), ...names.filter((name) => !isNear(name))]
  let most = MOST_NAMED
  while (most > 1 && quoteSome(all, most).length > NAMED_LENGTH) most--
  return quoteSome(all, most)
}

/** A name by its letters and digits alone, in small letters. */
function bareName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
