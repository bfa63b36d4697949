import { BadInput } from '@antigrad/core'

/** The longest piece of a file that a message quotes. */
const QUOTED = 40

/** The longest that a message gives people to type. */
export const TYPED = 120

/**
 * The one form of a refusal: `file, place: expected …, found …`, on one line whatever the file is called.
 * @param place where in the file: `offset 4`, `line 7, column 'age'`
 */
export function refuse(file: string, place: string, expected: string, found: string): BadInput {
  return new BadInput(oneLine(`${file}, ${place}: expected ${expected}, found ${found}`))
}

/** A piece of a file as a message quotes it: in quotation marks, shortened, control characters escaped. */
export function quote(text: string): string {
  return JSON.stringify(text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text)
}

/** The first of some texts, quoted one by one, and whether there are more. */
export function quoteSome(texts: readonly string[], most: number): string {
  return texts.slice(0, most).map(quote).join(', ') + (texts.length > most ? ', …' : '')
}

/** A text as a shell takes it for one word, whole as names of columns are: what is shortened names none. */
export function word(text: string): string {
  const short = text.length > TYPED ? `${text.slice(0, TYPED)}…` : text
  return /^[\p{L}\p{N}_.,/:=-]+$/u.test(short) ? short : `'${short.replaceAll("'", "'\\''")}'`
}

/** What another library said about a file, without the file's own line breaks. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

/** What a decoder said about a file; where it stumbled over the file instead, that means nothing to a reader. */
export function damageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'damage'
  if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return 'more'
  return error instanceof TypeError || error instanceof RangeError ? 'damage' : oneLine(error.message)
}
