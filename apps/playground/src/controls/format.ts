import { language } from '../state/language.js'

const MINUS = '−'

/** What parts groups of three digits: in Russian a narrow space at which no line ends. */
const GROUPS = { en: ',', ru: '\u202f' }

/** A number's text as the language of the page has it. Four digits are no group yet: they may be a year. */
function local(text: string): string {
  const [whole, ...decimals] = text.replace('-', MINUS).split('.')
  const grouped = /\d{5}/.test(whole) ? inGroups(whole) : whole
  return [grouped, ...decimals].join(language.value === 'ru' ? ',' : '.')
}

function inGroups(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, GROUPS[language.value])
}

/**
 * A number as people write it: three significant digits, or as many as asked for, a true minus, no exponent from 0.0001 up
 * to 10⁶. Where more than nine digits are asked for, up to 10 ** (digits − 3): below that at least three of them stand behind
 * the point, and none before it is a zero in place of an unknown one.
 */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : `${MINUS}∞`
  if (value === 0) return '0'
  const size = Math.abs(value)
  const text =
    size < 1e-4 || size >= Math.max(1e6, 10 ** (digits - 3))
      ? exponential(value, digits)
      : String(Number(value.toPrecision(digits)))
  return local(text)
}

/** A number with a fixed number of decimals and a true minus. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatNumber(value)
  const text = value.toFixed(decimals)
  return local(Number(text) === 0 ? text.replace('-', '') : text)
}

/** A number with two decimals and its sign, also above 0. */
export function formatSigned(value: number): string {
  const text = formatFixed(value, 2)
  return Number(value.toFixed(2)) > 0 ? `+${text}` : text
}

/** An error with three decimals; two digits of it where those would say nothing. Only 0 reads as 0. */
export function formatError(value: number): string {
  return value < 0.001 ? formatNumber(value, 2) : formatFixed(value, 3)
}

/** A count in groups of three digits, as the language has them: 1,000 in English, 1000 and 10 000 in Russian. */
export function formatCount(value: number): string {
  const text = String(Math.round(value))
  return language.value === 'en' ? inGroups(text) : local(text)
}

const RUSSIAN = new Intl.PluralRules('ru')

/** A count with its noun in Russian: 1 шаг, 2 шага, 5 шагов. */
export function inRussian(count: number, one: string, few: string, many: string): string {
  const form = RUSSIAN.select(count)
  return `${formatCount(count)}\u00a0${form === 'one' ? one : form === 'few' ? few : many}`
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function exponential(value: number, digits: number): string {
  const [mantissa, power] = value.toExponential(digits - 1).split('e')
  const raised = [...power.replace('+', '')].map((sign) => (sign === '-' ? '⁻' : SUPERSCRIPT[Number(sign)]))
  return `${Number(mantissa)}·10${raised.join('')}`
}

/** A number's text as it stands in LaTeX: a comma would be set as one of a list. */
export function inFormula(text: string): string {
  const decimal = language.value === 'ru' ? text.replace('.', ',') : text
  return decimal.replaceAll(',', '{,}').replaceAll(GROUPS.ru, '\\,')
}
