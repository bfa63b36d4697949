import { language } from '../state/language.js'

const MINUS = '−'

/** A number's text as the language of the page has it. */
function local(text: string): string {
  const signed = text.replace('-', MINUS)
  return language.value === 'ru' ? signed.replace('.', ',') : signed
}

/** A number as people write it: three significant digits, a true minus, no exponent between 0.0001 and 10⁶. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : `${MINUS}∞`
  if (value === 0) return '0'
  const size = Math.abs(value)
  const text =
    size < 1e-4 || size >= 1e6 ? exponential(value, digits) : String(Number(value.toPrecision(digits)))
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

/** Each takes longer to make than hundreds of numbers to write. */
const COUNTS = { en: new Intl.NumberFormat('en'), ru: new Intl.NumberFormat('ru') }

/** A whole number in groups of three digits, as the language has them. */
export function formatCount(value: number): string {
  return COUNTS[language.value].format(value)
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
  return language.value === 'ru' ? text.replace(/[.,]/, '{,}') : text
}
