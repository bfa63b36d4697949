import { DELIMITERS, type Delimiter, Rows, type RowsFrom } from './rows.js'

/** Lines that show what separates cells, and bytes of them. */
const SAMPLED_LINES = 50
const SAMPLED_BYTES = 2 ** 16

const [QUOTE, NEWLINE, RETURN, TAB, COMMA, SEMICOLON] = [0x22, 0x0a, 0x0d, 0x09, 0x2c, 0x3b]

/** Those that say more where several would do: a comma may be in a number, and a space in a text. */
const BY_WEIGHT: readonly Delimiter[] = ['\t', ';', '|', ',']

/**
 * What separates the cells of a table: the first of tab, semicolon, bar and comma that is equally often in each of
 * the first lines, quotations left out; else whichever is most frequent in the first line. Where there is none of
 * them and each line has as many words, the space; a comma otherwise.
 */
export function detectDelimiter({ bytes, start = 0 }: Pick<RowsFrom, 'bytes' | 'start'>): Delimiter {
  const all = countDelimiters(bytes, start)
  // Lines above the table are titles: nothing separates cells in them.
  const titles = all.findIndex((line) => line.slice(0, -1).some((count) => count > 0))
  const lines = titles > 0 && all.length - titles > 1 ? all.slice(titles) : all
  const [first] = lines
  if (!first) return ','
  const others = lines.slice(1)
  const isRegular = (delimiter: Delimiter): boolean => {
    const count = first[DELIMITERS.indexOf(delimiter)]
    const [second = count] = others.map((line) => line[DELIMITERS.indexOf(delimiter)])
    const alike = others.every((line) => line[DELIMITERS.indexOf(delimiter)] === second)
    // The first line may end in one more than the rows, or one less.
    return alike && second > 0 && count > 0 && Math.abs(count - second) <= 1
  }
  const regular = BY_WEIGHT.find(isRegular)
  if (regular !== undefined) return regular
  const most = DELIMITERS.slice(0, -1).reduce((best, delimiter) =>
    first[DELIMITERS.indexOf(delimiter)] > first[DELIMITERS.indexOf(best)] ? delimiter : best,
  )
  const some = lines.some((line) => line.slice(0, -1).some((count) => count > 0))
  return !some && isRegular(' ') && others.length > 0 ? ' ' : most
}

/** How often each delimiter is in each of the first lines; of spaces a run within a line counts once. */
function countDelimiters(bytes: Uint8Array, start: number): number[][] {
  const lines: number[][] = []
  let counts = DELIMITERS.map(() => 0)
  let quoted = false
  let filled = false
  let blank = true
  let last = 0
  const finish = (): void => {
    // Spaces at the end of a line separate nothing.
    if (blank && counts[4] > 0) counts[4]--
    if (filled) lines.push(counts)
    counts = DELIMITERS.map(() => 0)
    filled = false
    blank = true
  }
  const end = Math.min(bytes.length, start + SAMPLED_BYTES)
  let at = start
  for (; at < end && lines.length < SAMPLED_LINES; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) quoted = !quoted
    if (!quoted && (byte === NEWLINE || byte === RETURN)) {
      finish()
      continue
    }
    const isBlank = byte === 0x20 && !quoted
    filled ||= !isBlank
    if (!quoted && byte !== QUOTE) {
      if (isBlank) counts[4] += blank ? 0 : 1
      // A tab beside another is white space.
      else if (byte === TAB && (last === COMMA || last === SEMICOLON)) continue
      else for (let k = 0; k < 4; k++) if (byte === DELIMITERS[k].charCodeAt(0)) counts[k]++
    }
    blank = isBlank
    if (!isBlank) last = byte
  }
  // A line that is cut off says nothing, unless it is the only one.
  if (at >= bytes.length || lines.length === 0) finish()
  return lines
}

/**
 * Looks for more than `MOST_ROWS` rows, and for one of more than `MOST_CELLS` cells, before anything is kept of them.
 * @returns the rows
 * @throws BadInput, with the line
 */
export function checkRows(source: RowsFrom, delimiter: Delimiter): number {
  const rows = new Rows(source, delimiter)
  let count = 0
  while (rows.next()) count++
  return count
}
