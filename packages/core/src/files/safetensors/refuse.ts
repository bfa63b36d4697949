import { BadInput, type ModelFault } from '../../errors.js'

/** Characters of a file's own text that a message shows at most, and of a JSON value in it. */
const SHOWN = 40
const SHOWN_JSON = 80

/**
 * The one form in which what a file holds is refused.
 * @param place the file, and where in it
 * @throws BadInput, always
 */
export function refuse(place: string, expected: string, found: string, fault: ModelFault = 'header'): never {
  const error = new BadInput(`${place}: expected ${expected}, found ${found}`)
  error.fault = fault
  throw error
}

/** The place of a byte, for `refuse`: `offset` counts from the start of the file. */
export function placeOf(file: string, offset: number): string {
  return `${file}, offset ${offset}`
}

/** Text from a file, for a message: quoted, cut to one short line, with nothing in it that a terminal would obey. */
export function quoted(text: string): string {
  return shortened(text, SHOWN, JSON.stringify)
}

/** The first of some names, quoted one by one, and whether there are more. */
export function quotedSome(names: readonly string[], most: number): string {
  return names.slice(0, most).map(quoted).join(', ') + (names.length > most ? ', …' : '')
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
