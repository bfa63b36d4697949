import { type Delimiter, Rows, type RowsFrom } from './rows.js'

/** Lines that show what separates cells, and bytes of them. */
const SAMPLED_LINES = 50
const SAMPLED_BYTES = 2 ** 16

const [QUOTE, NEWLINE, RETURN, TAB, SPACE, COMMA, SEMICOLON, COLON] = [
  0x22, 0x0a, 0x0d, 0x09, 0x20, 0x2c, 0x3b, 0x3a,
]

/** Delimiters by their bytes, but for white space and two colons. */
const SINGLE = new Map<number, Delimiter>([
  [0x2c, ','],
  [0x3b, ';'],
  [0x7c, '|'],
])

/** Those that say more where several would do: a comma may be in a number, a space in a text, two colons in a name. */
const BY_WEIGHT: readonly Delimiter[] = ['\t', ';', '|', ',', '::']

/** What of a line may separate cells, quotations left out. */
interface LineCounts {
  /** How often each delimiter comes; runs of spaces and tabs within the line. */
  readonly counts: Map<Delimiter, number>
  /** Runs of two spaces or more that no tab is beside. */
  gaps: number
  /** Runs of two tabs or more. */
  doubled: number
  /** Commas that no space comes after. */
  tight: number
  /** Whether all its tabs are at its end. */
  ended: boolean
}

/**
 * What separates the cells of a table: the first of tab, semicolon, bar, comma and two colons that is equally often in each of
 * the first lines, quotations left out; else whichever is most frequent in the first line. Where there is nothing but spaces and
 * tabs, and each line has as many words, runs of them; a comma otherwise.
 */
export function detectDelimiter({ bytes, start = 0 }: Pick<RowsFrom, 'bytes' | 'start'>): Delimiter {
  const all = countDelimiters(bytes, start)
  // Lines above the table are titles: nothing separates cells in them.
  const titles = all.findIndex((line) => BY_WEIGHT.some((delimiter) => count(line, delimiter) > 0))
  const lines = titles > 0 && all.length - titles > 1 ? all.slice(titles) : all
  const [first] = lines
  if (!first) return ','
  const others = lines.slice(1)
  const isRegular = (delimiter: Delimiter): boolean => {
    const ofFirst = count(first, delimiter)
    const [second = ofFirst] = others.map((line) => count(line, delimiter))
    const alike = others.every((line) => count(line, delimiter) === second)
    // The first line may end in one more than the rows, or one less.
    return alike && second > 0 && ofFirst > 0 && Math.abs(ofFirst - second) <= 1
  }
  const isBlank = !lines.some((line) =>
    [',', ';', '|', '::'].some((mark) => count(line, mark as Delimiter) > 0),
  )
  const areWords = isBlank && others.length > 0 && isRegular(' ')
  // Tabs behind the last cell separate nothing, where something else does.
  const isTrailing = !isBlank && lines.every(({ ended }) => ended)
  const regular = BY_WEIGHT.find((each) => isRegular(each) && !(each === '\t' && isTrailing))
  // Numbers set out in columns by spaces, of which a tab ends the last; or by as many tabs as it takes.
  const isSetOut = lines.every(({ gaps }) => gaps > 0) || lines.every(({ doubled }) => doubled > 0)
  if (regular === '\t' && areWords && isSetOut) return ' '
  // The commas of a text.
  if (regular === ',' && isRegular('::') && lines.every(({ tight }) => tight === 0)) return '::'
  if (regular !== undefined) return regular
  if (areWords) return ' '
  return BY_WEIGHT.reduce((best, each) => (count(first, each) > count(first, best) ? each : best), ',')
}

function count({ counts }: LineCounts, delimiter: Delimiter): number {
  return counts.get(delimiter) ?? 0
}

/** How often each delimiter is in each of the first lines. */
function countDelimiters(bytes: Uint8Array, start: number): LineCounts[] {
  const lines: LineCounts[] = []
  const end = Math.min(bytes.length, start + SAMPLED_BYTES)
  let at = start
  while (at < end && lines.length < SAMPLED_LINES) {
    const from = at
    let quoted = false
    for (; at < end; at++) {
      const byte = bytes[at]
      if (byte === QUOTE) quoted = !quoted
      else if (!quoted && (byte === NEWLINE || byte === RETURN)) break
    }
    // A line that is cut off says nothing, unless it is the only one.
    if (at === end && end < bytes.length && lines.length > 0) break
    const line = countsOf(bytes.subarray(from, at))
    if (line) lines.push(line)
    at++
  }
  return lines
}

/** Of one line; undefined where it holds white space alone. */
function countsOf(line: Uint8Array): LineCounts | undefined {
  const found: LineCounts = { counts: new Map(), gaps: 0, doubled: 0, tight: 0, ended: false }
  const add = (delimiter: Delimiter): void => {
    found.counts.set(delimiter, count(found, delimiter) + 1)
  }
  let quoted = false
  let blanks = 0
  let tabs = 0
  let last = 0
  for (const byte of line) {
    if (byte === QUOTE) quoted = !quoted
    const isTab = byte === TAB && !quoted
    if (isTab || (byte === SPACE && !quoted)) {
      blanks++
      if (!isTab) continue
      tabs++
      // A tab beside another delimiter is white space.
      if (last !== COMMA && last !== SEMICOLON) add('\t')
      continue
    }
    if (blanks > 0 && last !== 0) {
      add(' ')
      if (blanks > 1 && tabs === 0) found.gaps++
      if (tabs > 1) found.doubled++
    }
    if (last === COMMA && blanks === 0) found.tight++
    blanks = 0
    tabs = 0
    if (!quoted && byte === COLON && last === COLON) add('::')
    else if (!quoted && byte !== QUOTE) {
      const delimiter = SINGLE.get(byte)
      if (delimiter) add(delimiter)
    }
    last = byte
  }
  found.ended = tabs > 0 && tabs === count(found, '\t')
  return last === 0 ? undefined : found
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
