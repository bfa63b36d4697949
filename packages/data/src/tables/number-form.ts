import { type Calendar, readCalendar } from './calendar.js'

/**
 * How the numbers of a column are written, where it is not as JavaScript writes them. Plain JSON, for a model keeps it.
 */
export type NumberForm =
  | {
      readonly decimal: '.' | ','
      /** What marks thousands: a comma, a dot, an apostrophe, or a space of any kind. */
      readonly thousands?: ',' | '.' | "'" | ' '
      /** What stands before or after each number: `$`, `%`, `mm`. */
      readonly unit?: string
    }
  | { readonly calendar: Calendar }
  | { readonly answers: Answers }

/** Two words, of which the first is 1 and the second 0, in capitals or not. */
export type Answers = 'yes/no' | 'true/false' | 'y/n' | 't/f'

/** All of them. */
export const ANSWER_NAMES: readonly Answers[] = ['yes/no', 'true/false', 'y/n', 't/f']

/** The words by which all of some cells answer; undefined where they do not. */
export function answersOf(cells: Iterable<string>): Answers | undefined {
  const words = [...cells].map((cell) => cell.toLowerCase())
  if (words.length === 0) return undefined
  return ANSWER_NAMES.find((answers) => words.every((word) => answers.split('/').includes(word)))
}

/** A way in which numbers may be written, units aside: a bit of a mask is its place here. */
interface Notation {
  readonly decimal: '.' | ','
  readonly thousands?: ',' | '.' | "'" | ' '
  readonly pattern: RegExp
}

/** Without thousands first: those are taken where nothing marks thousands. */
export const NOTATIONS: readonly Notation[] = (
  [['.'], [','], ['.', ','], [',', '.'], ['.', "'"], [',', "'"], ['.', ' '], [',', ' ']] as const
).map(([decimal, thousands]) => {
  const point = decimal === '.' ? '\\.' : ','
  const mark = thousands === ' ' ? '[\\s_]' : thousands === "'" ? "['’]" : thousands === '.' ? '\\.' : ','
  // Of thousands also as in India: 12,34,567.
  const whole = thousands ? `(?:\\d+|[1-9]\\d{0,2}(?:${mark}\\d{2,3})*${mark}\\d{3})` : '\\d+'
  const pattern = new RegExp(`^(?:${whole}(?:${point}\\d*)?|${point}\\d+)$`)
  return { decimal, ...(thousands && { thousands }), pattern }
})

/** Bits of the notations with a decimal point, and of those with a decimal comma. */
export const POINTS = /* @__PURE__ */ maskOf(({ decimal }) => decimal === '.')
export const COMMAS = /* @__PURE__ */ maskOf(({ decimal }) => decimal === ',')

function maskOf(holds: (notation: Notation) => boolean): number {
  return NOTATIONS.reduce((mask, notation, bit) => (holds(notation) ? mask | (1 << bit) : mask), 0)
}

const CURRENCIES =
  'AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|ILS|INR|JPY|KRW|MXN|NOK|NZD|PLN|RUB|SEK|SGD|THB|TRY|USD|ZAR'
/** Of a sign below 0: a hyphen, of three kinds, an en dash, a minus, and those of full and of small width. */
const MINUS = '\\-−–‐‑－﹣'
const SIGN = `[+${MINUS}]?`
const BODY = "(?:\\d(?:[\\d.,'’_\\s]*\\d)?[.,]?|[.,]\\d+)(?:[eE][+-]?\\d+)?"
/** Letters after a point are the ending of a file's name: `0001.png`. */
const UNIT = '%|‰|\\p{Sc}|°?(?<![.,])\\p{L}[\\p{L}µ/.°·^]{0,9}(?:[²³]|(?<=m|\\p{L}{2})[23])?|°'
/** A sign, a currency, a sign, a number and its unit. */
const WRITTEN = new RegExp(
  `^(${SIGN})\\s*((?:[A-Z]{1,2})?\\p{Sc}|(?:${CURRENCIES})(?=\\s))?\\s*(${SIGN})\\s*(${BODY})\\s*(${UNIT})?$`,
  'u',
)

/** As accountants write what is below 0: `(1,234)`, `$(5.00)`; and as some programs do: `12.50-`. */
const BRACKETED = /^([^()\d]*)\(([^()]*)\)( ?%|)$/
const TRAILING = /^(.*\d[.,]?)[-−]$/s
const IS_MINUS = new RegExp(`[${MINUS}]`)

/** A cell taken apart. */
export interface WrittenNumber {
  /** '' or '-'. */
  readonly sign: string
  /** Whether brackets or a sign at the end make it negative, which may be meant otherwise. */
  readonly isAccounting?: true
  /** Digits and what marks decimals and thousands among them. */
  readonly body: string
  /** `e-3`, or ''. */
  readonly exponent: string
  /** '' where there is none. */
  readonly unit: string
}

/** Takes a cell apart that holds one number, however it is written; undefined for anything else. */
export function takeApart(cell: string): WrittenNumber | undefined {
  // A longer one is no number, and would be looked at for long.
  if (cell.length > 64) return undefined
  const found = WRITTEN.exec(cell)
  if (!found) return takeApartAccounting(cell)
  const [, before, currency = '', after, digits, unit = ''] = found
  if ((before && after) || (currency && unit)) return undefined
  const sign = IS_MINUS.test(before + after) ? '-' : ''
  const [, body, exponent] = /^(.*?)([eE][+-]?\d+)?$/s.exec(digits) ?? []
  return { sign, body: body.trim(), exponent: exponent ?? '', unit: currency || unit }
}

function takeApartAccounting(cell: string): WrittenNumber | undefined {
  const bracketed = BRACKETED.exec(cell)
  const [amount = ''] = bracketed ? [bracketed.slice(1).join('')] : (TRAILING.exec(cell)?.slice(1) ?? [])
  const found = WRITTEN.exec(amount)
  if (found?.[1] !== '' || found[3] !== '') return undefined
  const written = takeApart(amount)
  return written && { ...written, sign: '-', isAccounting: true }
}

/** In which notations a number may be written, bit by bit. */
export function notationsOf(written: WrittenNumber): number {
  return NOTATIONS.reduce((mask, notation, bit) => (fits(written, notation) ? mask | (1 << bit) : mask), 0)
}

/** Nobody marks thousands before an exponent: `3,142e2` is 314.2. */
function fits({ body, exponent }: WrittenNumber, { decimal, pattern }: Notation): boolean {
  return (exponent ? NOTATIONS[+(decimal === ',')].pattern : pattern).test(body)
}

/** Whether what it means depends on what marks decimals: `1,234` does, `1 234` does not. */
export function hasMark({ body }: WrittenNumber): boolean {
  return /[.,]/.test(body)
}

/** The number that a cell writes in a form; undefined where it is not written so. */
export function readNumber(cell: string, form: NumberForm): number | undefined {
  if ('calendar' in form) return readCalendar(cell, form.calendar)
  if ('answers' in form) {
    const place = form.answers.split('/').indexOf(cell.toLowerCase())
    return place < 0 ? undefined : 1 - place
  }
  const written = takeApart(cell)
  if (!written || written.unit !== (form.unit ?? '')) return undefined
  const { decimal, thousands } = form
  const notation = NOTATIONS.find((each) => each.decimal === decimal && each.thousands === thousands)
  if (!notation?.pattern.test(written.body)) return undefined
  const digits = written.body.replaceAll(decimal === '.' ? /[^\d.]/g : /[^\d,]/g, '').replace(',', '.')
  return Number(`${written.sign}${digits}${written.exponent}`)
}

/** A form for people: `decimal commas, thousands marked by "."`. */
export function formText(form: NumberForm): string {
  if ('calendar' in form) {
    return form.calendar.startsWith('h:mm')
      ? `times ${form.calendar}, in hours`
      : `dates ${form.calendar}, in days since 1970-01-01`
  }
  if ('answers' in form) {
    const [yes, no] = form.answers.split('/')
    return `${yes} is 1, ${no} is 0`
  }
  const { decimal, thousands, unit } = form
  return [
    ...(decimal === ',' ? ['decimal commas'] : []),
    ...(thousands
      ? [`thousands marked by ${thousands === ' ' ? 'a space' : JSON.stringify(thousands)}`]
      : []),
    ...(unit === undefined ? [] : [`in ${unit}`]),
  ].join(', ')
}
