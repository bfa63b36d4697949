import { quote, refuse, word } from '../refuse.js'
import { naValuesFlag } from './missing.js'
import type { NamedCell } from './named-cell.js'
import type { Verdict } from './verdict.js'

/**
 * The error of a column that cannot be read as one kind: the cell that is not like the others, and the flags that decide.
 * @param stated whether the column was said to hold numbers
 * @param other the first cell that is no number in the form of the others
 */
export function refuseKind(
  file: string,
  name: string,
  verdict: Verdict,
  stated: boolean,
  other: NamedCell | undefined,
): Error {
  const at = ({ line }: NamedCell): string => `line ${line}, column ${quote(name)}`
  const kinds = `--categories ${word(name)} where it names kinds`
  if (verdict.kind === 'inexact') {
    const { cell, like } = verdict
    const same = like ? `, which is ${quote(like.text)} of line ${like.line} there` : ''
    const flags = `${kinds}; --task classify takes each as it is written where it is to be learned; --ignore ${word(name)} leaves it out`
    return refuse(
      file,
      at(cell),
      'a whole number that float64 holds exactly',
      `${cell.text}${same} (${flags})`,
    )
  }
  if (verdict.kind === 'ambiguous') {
    const { cell, readings } = verdict
    const isStated = readings.includes('--decimal')
    const flags = ` (as yyyy-mm-dd it has one; --ignore ${word(name)} leaves it out; ${kinds})`
    return refuse(
      file,
      at(cell),
      'a number or date of one meaning',
      `${quote(cell.text)}, which is ${readings}${isStated ? '' : flags}`,
    )
  }
  if (verdict.kind === 'mixed' && verdict.most !== 'texts') {
    const { odd, like } = verdict
    if (like.line === 0) {
      return refuse(
        file,
        at(odd),
        `a number with a decimal ${like.text === ',' ? 'comma' : 'point'}`,
        quote(odd.text),
      )
    }
    const as = stated ? '' : ` as in line ${like.line}`
    const isPlain = verdict.most === 'numbers' && /^[+-]?[\d.]+$/.test(like.text)
    const there = isPlain ? '' : `, where line ${like.line} has ${quote(like.text)}`
    const missing = naValuesFlag(odd.text)
    const flags = missing === undefined ? kinds : `${kinds}; ${missing} where it is a missing value`
    const what = verdict.most === 'dates' ? 'a date or time' : 'a number'
    return refuse(file, at(odd), `${what}${as}`, `${quote(odd.text)}${there} (${flags})`)
  }
  if (verdict.kind === 'mixed') {
    const { odd, like } = verdict
    if (stated) return refuse(file, at(odd), 'numbers', `the number ${quote(odd.text)}`)
    return refuse(file, at(odd), `a text as in line ${like.line}`, `the number ${quote(odd.text)} (${kinds})`)
  }
  return other
    ? refuse(file, at(other), 'a number', quote(other.text))
    : refuse(file, `line 1, column ${quote(name)}`, 'numbers', 'no value at all')
}
