import { BadInput } from '../../errors.js'

/** Characters of a file's own text that a message shows at most, and of a JSON value in it. */
const SHOWN = 40
const SHOWN_JSON = 80

/** @throws BadInput, always: the one form in which a file's bytes are refused. `offset` is in bytes from the start of the file. */
export function refuse(file: string, offset: number, expected: string, found: string): never {
  throw new BadInput(`${file}, offset ${offset}: expected ${expected}, found ${found}`)
}

/** Text from a file, for a message: quoted, cut to one short line, with nothing in it that a terminal would obey. */
export function quoted(text: string): string {
  return shortened(text, SHOWN, (start) => JSON.stringify(start))
}

/** JSON from a file, for a message: as `quoted`, without the quotation marks. `nothing` where there is none. */
export function shownJson(json: unknown): string {
  return shortened(JSON.stringify(json) ?? 'nothing', SHOWN_JSON, (start) => start)
}

function shortened(text: string, most: number, written: (start: string) => string): string {
  const start = text.slice(0, most)
  const visible = written(start).replace(/\p{C}|\p{Zl}|\p{Zp}/gu, (character) => {
    const point = character.codePointAt(0) ?? 0
    return `\\u{${point.toString(16)}}`
  })
  return start.length < text.length ? `${visible}…` : visible
}
