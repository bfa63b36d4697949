import { BadInput } from '../errors.js'

/** Characters of a file's own text that a message shows at most. */
const SHOWN = 40

/** @throws BadInput, always: the one form in which a file's bytes are refused. `offset` is in bytes from the start of the file. */
export function refuse(file: string, offset: number, expected: string, found: string): never {
  throw new BadInput(`${file}, offset ${offset}: expected ${expected}, found ${found}`)
}

/** Text from a file, for a message: quoted, cut to one short line, with nothing in it that a terminal would obey. */
export function quoted(text: string): string {
  const start = text.slice(0, SHOWN)
  const visible = JSON.stringify(start).replace(/\p{C}|\p{Zl}|\p{Zp}/gu, (character) => {
    const point = character.codePointAt(0) ?? 0
    return `\\u{${point.toString(16)}}`
  })
  return start.length < text.length ? `${visible}…` : visible
}
