import { quote, refuse } from '../refuse.js'
import { splitValues } from './arff-row.js'

/** A column of a table of Weka. */
export interface Attribute {
  readonly name: string
  /** Of a text that is to be read further: `text`, a kind or a date. */
  readonly type: 'number' | 'text' | 'string'
  /** Of a nominal one. */
  readonly values?: readonly string[]
}

const NAMED = /^@attribute\s+(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s'"{]+))\s*(.*)$/i

/** @throws BadInput for what is no attribute, or one of a type that no column has */
export function parseAttribute(file: string, place: string, text: string): Attribute {
  const [, single, double, bare, type = ''] = NAMED.exec(text) ?? []
  const name = single ?? double ?? bare
  if (name === undefined) throw refuse(file, place, '@attribute with a name and a type', quote(text))
  const plain = name.replace(/\\(.)/g, '$1')
  if (/^(?:numeric|real|integer)\b/i.test(type)) return { name: plain, type: 'number' }
  if (/^string\b/i.test(type)) return { name: plain, type: 'string' }
  if (/^date\b/i.test(type)) return { name: plain, type: 'text' }
  const [, listed] = /^\{(.*)\}/s.exec(type) ?? []
  if (listed === undefined) {
    throw refuse(file, place, 'numeric, {…}, string or date', quote(type))
  }
  const values = splitValues(file, place, listed).filter((value) => value !== undefined)
  return { name: plain, type: 'text', values }
}
