import { quote, refuse } from '../refuse.js'
import type { Rows } from './rows.js'

/**
 * The error of a missing value where none may be, and the flags that take it.
 * @param isKnown whether the columns are those of a model
 */
export function refuseMissing(file: string, rows: Rows, name: string, cell: number, isKnown: boolean): Error {
  const text = rows.text(cell)
  const flags = `${isKnown ? 'a model trained with ' : ''}--missing drop, mean or indicator${isKnown ? ' takes it' : ''}${text === '' || isKnown ? '' : '; --na-values none where it is a text'}`
  return refuse(
    file,
    `line ${rows.line}, column ${quote(name)}`,
    'a value',
    `${quote(text)}, a missing one (${flags})`,
  )
}
