import { quote } from '../refuse.js'
import { CALENDAR_NAMES, calendarsOf } from './calendar.js'
import { codeNote, isAddress, isDay, mayBeCode } from './coded-numbers.js'
import { LongNumbers } from './long-numbers.js'
import { earlier, isBefore, type NamedCell, named } from './named-cell.js'
import {
  answersOf,
  COMMAS,
  hasMark,
  NOTATIONS,
  type NumberForm,
  notationsOf,
  POINTS,
  readNumber,
  takeApart,
} from './number-form.js'
import { isDigits, mayBeGroups } from './plain-number.js'
import type { Rows } from './rows.js'
import { MOST_TEXTS, TextCodes } from './text-codes.js'
import type { DecimalEvidence, Verdict } from './verdict.js'

const ALL_NOTATIONS = 2 ** NOTATIONS.length - 1
const ALL_CALENDARS = 2 ** CALENDAR_NAMES.length - 1
const THOUSANDS_DOT = 1 << 3
const ZERO = 0x30

/** Rows below which numbers of eight digits may be days by chance. */
const FEWEST_DAYS = 10

/** Texts with numbers in them that are kinds still: `1st`, `2nd`, `3rd`; and units that may differ before they are codes. */
const FEW_KINDS = 10
const FEW_UNITS = 4

/** What a cell is that is no plain number. */
type Other = 'written' | 'calendar' | 'other'

/**
 * What the cells of a column have in common: whether all are numbers that one form reads, and which cell is the first
 * that is not. No cell is kept but some to name.
 */
export class ColumnSurvey {
  #notations = ALL_NOTATIONS
  #calendars = ALL_CALENDARS
  #marked = false
  #unit: string | undefined
  readonly #units = new Set<string>()
  readonly #kinds = new Set<string>()
  /** Cells that are plain numbers, numbers in another form, dates or times, and others. */
  #counts = { plain: 0, written: 0, calendar: 0, other: 0 }
  #firsts: Partial<Record<'plain' | Other, NamedCell>> = {}
  /** Of the cells that are no plain numbers: the codes of their texts, until they are too many, and what each text is. */
  readonly #codes = new TextCodes()
  readonly #whats: Other[] = []
  /** The cell after which no notation is left, and the one after which no form of dates is. */
  #breaking: NamedCell | undefined
  #breakingDate: NamedCell | undefined
  /** The first cell that is below 0 without a sign before it. */
  #accounting: NamedCell | undefined
  /** Digits that all cells have, whole numbers of which one begins with a zero; 0 where they have not. */
  #digits: number | undefined
  #padded = false
  /** Whether all are of eight digits, which name a day. */
  #areDays = true
  /** Whether all that is written in another form are addresses of the internet: no numbers with thousands marked by dots. */
  #areAddresses = true
  /** The first number that may be a code: `007`, `12E3`. */
  #code: NamedCell | undefined
  /** Whether a number has no mark at all. */
  #bare = false
  #markedCell: NamedCell | undefined
  readonly #long: LongNumbers

  /** @param areTyped whether its numbers had a type before they were written as text */
  constructor(areTyped = false) {
    this.#long = new LongNumbers(areTyped)
  }

  /**
   * Takes the next cell; one that is missing is not given.
   * @returns the number that it writes as JavaScript does, else the code of its text; `MOST_TEXTS` of one that has none
   */
  add(rows: Rows, cell: number): number {
    const value = rows.number(cell)
    if (!Number.isNaN(value)) {
      this.#plain(rows, cell)
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER) this.#long.add(value, named(rows, cell))
      return value
    }
    const code = this.#codes.isComplete ? this.#codes.codeOf(rows, cell) : MOST_TEXTS
    // Whatever else follows of a text has followed when it came first.
    if (code < this.#whats.length) this.#counts[this.#whats[code]]++
    else {
      const what = this.#add(rows, cell)
      if (code < MOST_TEXTS) this.#whats.push(what)
    }
    return code
  }

  /** Whether it holds more different texts than a column of kinds may. */
  get hasManyTexts(): boolean {
    return !this.#codes.isComplete
  }

  /** The codes of its texts, where `add` has returned nothing else. */
  get codes(): TextCodes | undefined {
    return this.#counts.plain === 0 && this.#codes.isComplete ? this.#codes : undefined
  }

  #add(rows: Rows, cell: number): Other {
    const cellNamed = named(rows, cell)
    const { text } = cellNamed
    if (this.#kinds.size <= FEW_KINDS) this.#kinds.add(text)
    const written = takeApart(text)
    if (written) {
      const mask = notationsOf(written)
      if (mask !== 0) {
        this.#count('written', cellNamed)
        this.#areAddresses &&= isAddress(text)
        this.#narrow(mask, written.unit, cellNamed)
        if (written.isAccounting) this.#accounting ??= cellNamed
        if (!hasMark(written)) this.#bare = true
        else if (!this.#marked) this.#mark(cellNamed)
        return 'written'
      }
    }
    const calendars = calendarsOf(text)
    if (calendars !== 0) {
      const left = this.#calendars & calendars
      if (left === 0) this.#breakingDate ??= cellNamed
      else this.#calendars = left
      this.#count('calendar', cellNamed)
      return 'calendar'
    }
    this.#count('other', cellNamed)
    return 'other'
  }

  /** What this column says about decimals, where it says it clearly. */
  get evidence(): DecimalEvidence {
    const { written, plain: plains, other, calendar } = this.#counts
    const isNumbers = written + plains > 0 && other + calendar === 0 && this.#marked && !this.#holdsAddresses
    return {
      point: isNumbers && this.#notations !== 0 && (this.#notations & COMMAS) === 0,
      comma: isNumbers && this.#notations !== 0 && (this.#notations & POINTS) === 0,
    }
  }

  /** Whether all that it holds are addresses of the internet: texts, unless dots are said to mark thousands. */
  get #holdsAddresses(): boolean {
    const { written, plain: plains, other, calendar } = this.#counts
    return written > 0 && plains + calendar + other === 0 && this.#areAddresses
  }

  /** The form of a column that answers in two words: yes and no. */
  get answers(): NumberForm | undefined {
    const { plain: plains, written, calendar } = this.#counts
    const answers = plains + written + calendar === 0 ? answersOf(this.#kinds) : undefined
    return answers && { answers }
  }

  /** The first cell that is no number in the form of the others. */
  get firstOther(): NamedCell | undefined {
    return this.#firsts.other ?? this.#firsts.calendar ?? this.#breaking ?? this.#firsts.written
  }

  /**
   * What the column holds.
   * @param evidence of all columns
   * @param decimal what marks decimals, where that is stated
   * @param suggestsComma whether what separates the cells is what is used where commas mark decimals
   */
  verdict(evidence: DecimalEvidence, decimal?: '.' | ',', suggestsComma = false): Verdict {
    const { plain: plains, written, calendar, other } = this.#counts
    const numbers = plains + written
    if (numbers + calendar + other === 0) return { kind: 'number' }
    if (numbers === 0 && calendar > 0 && other === 0) return this.#calendarVerdict()
    const consistent = this.#breaking === undefined
    if (this.#holdsAddresses && decimal !== ',') return { kind: 'text' }
    if (numbers > 0 && other + calendar === 0 && consistent) {
      if (this.#long.inexact) return { kind: 'inexact', ...this.#long.inexact }
      return this.#numberVerdict(evidence, decimal, suggestsComma)
    }
    const rest = other + calendar
    const odd = this.#firsts.other ?? this.#firsts.calendar
    const { plain: firstPlain, written: firstWritten } = this.#firsts
    const firstNumber = earlier(firstPlain, firstWritten)
    const numbersLead = numbers > rest || (numbers === rest && isBefore(firstNumber, odd))
    if (numbersLead && firstNumber) {
      if (consistent && odd) return { kind: 'mixed', odd, like: firstNumber, most: 'numbers' }
      if (plains >= written && firstWritten && firstPlain) {
        return { kind: 'mixed', odd: firstWritten, like: firstPlain, most: 'numbers' }
      }
      // Codes, as of rooms, or a few kinds that begin with a number.
      const areKinds = plains === 0 && (this.#kinds.size <= FEW_KINDS || this.#units.size > FEW_UNITS)
      const breaking = firstPlain ?? this.#breaking
      if (!areKinds && breaking && firstWritten) {
        return { kind: 'mixed', odd: breaking, like: firstWritten, most: 'numbers' }
      }
      return { kind: 'text' }
    }
    if (firstPlain && odd) return { kind: 'mixed', odd: firstPlain, like: odd, most: 'texts' }
    if (calendar > 0 && calendar >= other && other > 0 && this.#firsts.calendar && this.#firsts.other) {
      return { kind: 'mixed', odd: this.#firsts.other, like: this.#firsts.calendar, most: 'dates' }
    }
    return { kind: 'text' }
  }

  #plain(rows: Rows, cell: number): void {
    const [start, end] = [rows.start(cell), rows.end(cell)]
    if (this.#digits !== 0) {
      const digits = isDigits(rows.bytes, start, end) ? end - start : 0
      this.#digits = (this.#digits ?? digits) === digits ? digits : 0
      this.#padded ||= rows.bytes[start] === ZERO
      this.#areDays &&= digits === 8 && isDay(rows.text(cell))
    }
    const decimals = rows.decimals(cell)
    if (this.#counts.plain++ === 0) this.#firsts.plain = named(rows, cell)
    let mask = ALL_NOTATIONS
    if (decimals >= 0) {
      const isGroup = decimals === 3 && mayBeGroups(rows.bytes, start, end)
      mask = isGroup ? POINTS | THOUSANDS_DOT : POINTS
      if (!this.#marked) this.#mark(named(rows, cell))
    } else {
      this.#bare = true
      if (this.#code === undefined && mayBeCode(rows.bytes, start, end)) this.#code = named(rows, cell)
    }
    if (this.#unit === '' && (this.#notations & mask) === this.#notations) return
    this.#narrow(mask, '', named(rows, cell))
  }

  #mark(cell: NamedCell): void {
    this.#marked = true
    this.#markedCell = cell
  }

  #narrow(mask: number, unit: string, cell: NamedCell): void {
    if (this.#units.size <= FEW_UNITS) this.#units.add(unit)
    this.#unit ??= unit
    const left = this.#notations & mask
    if (left === 0 || unit !== this.#unit) this.#breaking ??= cell
    else this.#notations = left
  }

  #count(kind: Other, cell: NamedCell): void {
    this.#counts[kind]++
    this.#firsts[kind] ??= cell
  }

  #calendarVerdict(): Verdict {
    const { calendar: cell } = this.#firsts
    if (!cell) return { kind: 'text' }
    if (this.#breakingDate) return { kind: 'mixed', odd: this.#breakingDate, like: cell, most: 'dates' }
    const names = CALENDAR_NAMES.filter((_, bit) => this.#calendars & (1 << bit))
    // A year of two digits comes first where the day or the month cannot.
    const likely = names.length > 1 ? names.filter((name) => name !== 'yy/mm/dd') : names
    if (likely.length === 1) return { kind: 'number', form: { calendar: likely[0] } }
    return { kind: 'ambiguous', cell, readings: likely.join(' or ') }
  }

  #numberVerdict(evidence: DecimalEvidence, decimal: '.' | ',' | undefined, suggestsComma: boolean): Verdict {
    const points = this.#notations & POINTS
    const commas = this.#notations & COMMAS
    const cell = this.#markedCell ?? this.#firsts.plain ?? this.#firsts.written
    const stated = decimal ?? (evidence.comma === evidence.point ? undefined : evidence.comma ? ',' : '.')
    if (decimal !== undefined && (decimal === ',' ? commas : points) === 0 && cell) {
      return { kind: 'mixed', odd: cell, like: { line: 0, text: decimal }, most: 'numbers' }
    }
    if (!this.#marked || points === 0 || commas === 0) return this.#number(points === 0 ? commas : points)
    if (stated !== undefined) return this.#number(stated === ',' ? commas : points)
    if (points & 1) {
      // As JavaScript writes it. Three digits after each dot may be thousands: where commas mark decimals, or where smaller
      // numbers have no dot.
      const body = (cell && takeApart(cell.text)?.body) ?? ''
      const note = `${cell?.text} is read as ${Number(body)}; --decimal comma where its dot marks thousands`
      return suggestsComma || evidence.comma || this.#bare ? { ...this.#number(1), note } : this.#number(1)
    }
    const shown = cell?.text ?? ''
    return {
      kind: 'ambiguous',
      cell: cell ?? { line: 0, text: '' },
      readings: `${shown.replace(',', '.')} (--decimal comma) or ${shown.replaceAll(',', '')} (--decimal point)`,
    }
  }

  /** The first notation of a mask, with the unit. */
  #number(mask: number): Extract<Verdict, { kind: 'number' }> {
    const { decimal, thousands } = NOTATIONS[31 - Math.clz32(mask & -mask)]
    const isPlain = this.#counts.written === 0 && decimal === '.' && thousands === undefined
    if (isPlain) {
      if (this.#areDays && this.#counts.plain >= FEWEST_DAYS)
        return { kind: 'number', form: { calendar: 'yyyymmdd' } }
      const digits = this.#padded ? this.#digits : 0
      if (digits && digits > 1) return { kind: 'number', digits }
      // With decimals beside it a power of ten is one.
      return { kind: 'number', ...(this.#code && !this.#marked && { note: codeNote(this.#code) }) }
    }
    const unit = this.#unit ? { unit: this.#unit } : {}
    const form = { decimal, ...(thousands && { thousands }), ...unit }
    if (!this.#accounting) return { kind: 'number', form }
    const { text } = this.#accounting
    return { kind: 'number', form, note: `${quote(text)} is read as ${readNumber(text, form)}` }
  }
}
