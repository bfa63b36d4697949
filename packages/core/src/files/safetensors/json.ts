import type { ModelFault } from '../../errors.js'
import { placeOf, quoted, refuse } from './refuse.js'
import { decodeUtf8, utf8Length } from './utf8.js'

/** What JSON can say. Objects have no prototype: a key `__proto__` or `constructor` is a key like any other. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The fields of a JSON object; none for anything else. */
export function fieldsOf(json: Json | undefined): { readonly [key: string]: Json | undefined } {
  return isObject(json) ? json : {}
}

export function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** Arrays and objects within each other: more are refused, so that no file can exhaust the stack. */
const DEPTH = 64

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LONE_SURROGATE = /\p{Cs}/u

/**
 * Reads JSON (RFC 8259) piece by piece, as its caller expects it: a file of another form is refused where
 * it departs, before anything is built from it. Stricter than `JSON.parse`: a key given twice and a lone
 * surrogate are refused, as the Rust library of safetensors refuses them in its structures.
 */
export class JsonScanner {
  #at = 0
  readonly #text: string
  readonly #file: string
  readonly #start: number

  /** @param start where `text` begins in `file`, in bytes */
  constructor(text: string, file: string, start: number) {
    this.#text = text
    this.#file = file
    this.#start = start
  }

  /** The place of what comes next, as an index into the text: for `refuse`. */
  get at(): number {
    this.#skipSpace()
    return this.#at
  }

  /** @throws BadInput, always */
  refuse(at: number, expected: string, found: string, fault?: ModelFault): never {
    const place = placeOf(this.#file, this.#start + utf8Length(this.#text.slice(0, at)))
    refuse(place, expected, found, fault)
  }

  string(what: string): string {
    const from = this.at
    if (this.#text[from] !== '"') this.#unexpected(what)
    let to = from + 1
    while (to < this.#text.length && this.#text[to] !== '"') to += this.#text[to] === '\\' ? 2 : 1
    if (to >= this.#text.length) this.refuse(from, 'the end of a text', 'none')
    const text = this.#literal(from, to + 1)
    if (text === undefined || LONE_SURROGATE.test(text)) {
      this.refuse(from, 'a text as JSON writes it', quoted(this.#text.slice(from, to + 1)))
    }
    this.#at = to + 1
    return text
  }

  /** A whole number from 0 to 2⁵³ − 1, written in digits alone. */
  integer(what: string): number {
    const from = this.at
    const value = this.#number()
    const written = this.#text.slice(from, this.#at)
    if (!/^\d+$/.test(written) || !Number.isSafeInteger(value)) this.refuse(from, what, quoted(written))
    return value
  }

  /** An object: `visit` reads the value of each key. */
  object(what: string, visit: (key: string, at: number) => void): void {
    const keys = new Set<string>()
    this.#list(what, '{', '}', () => {
      const at = this.at
      const key = this.string('a key')
      if (keys.has(key)) this.refuse(at, 'each key once', `${quoted(key)} again`)
      keys.add(key)
      this.#expect(':')
      visit(key, at)
    })
  }

  /** An array: `visit` reads each of its items. */
  array(what: string, visit: () => void): void {
    this.#list(what, '[', ']', visit)
  }

  /** Any value. */
  value(depth = 0): Json {
    const from = this.at
    if (depth > DEPTH) this.refuse(from, `at most ${DEPTH} levels`, 'more')
    const first = this.#text[from]
    if (first === '{') {
      const members: Record<string, Json> = Object.create(null)
      this.object('an object', (key) => {
        members[key] = this.value(depth + 1)
      })
      return members
    }
    if (first === '[') {
      const items: Json[] = []
      this.array('an array', () => items.push(this.value(depth + 1)))
      return items
    }
    if (first === '"') return this.string('a text')
    for (const [word, value] of [
      ['true', true] as const,
      ['false', false] as const,
      ['null', null] as const,
    ]) {
      if (this.#text.startsWith(word, from)) {
        this.#at += word.length
        return value
      }
    }
    return this.#number()
  }

  /** Nothing but white space follows. */
  end(): void {
    if (this.at < this.#text.length) this.#unexpected('nothing more')
  }

  #list(what: string, open: string, close: string, visit: () => void): void {
    if (this.#text[this.at] !== open) this.#unexpected(what)
    this.#at++
    if (this.#text[this.at] === close) {
      this.#at++
      return
    }
    for (;;) {
      visit()
      const next = this.#text[this.at]
      if (next !== ',' && next !== close) this.#unexpected(`"," or "${close}"`)
      this.#at++
      if (next === close) return
    }
  }

  #number(): number {
    NUMBER.lastIndex = this.at
    const match = NUMBER.exec(this.#text)
    if (!match) return this.#unexpected('a value')
    this.#at += match[0].length
    return Number(match[0])
  }

  /** What the literal from `from` to `to` says, or undefined where it is none. */
  #literal(from: number, to: number): string | undefined {
    try {
      return JSON.parse(this.#text.slice(from, to))
    } catch {
      return undefined
    }
  }

  #expect(character: string): void {
    if (this.#text[this.at] !== character) this.#unexpected(`"${character}"`)
    this.#at++
  }

  #unexpected(expected: string): never {
    const rest = this.#text.slice(this.at, this.#at + 16)
    return this.refuse(this.#at, expected, rest === '' ? 'the end of the text' : quoted(rest))
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && ' \t\n\r'.includes(this.#text[this.#at])) this.#at++
  }
}

/**
 * The bytes from `start` on in `file`, as text.
 * @throws BadInput where they are not UTF-8
 */
export function decodeText(bytes: Uint8Array, file: string, start: number): string {
  const decoded = decodeUtf8(bytes)
  if ('text' in decoded) return decoded.text
  const byte = bytes[decoded.invalidAt].toString(16).padStart(2, '0')
  return refuse(placeOf(file, start + decoded.invalidAt), 'UTF-8', `the byte 0x${byte}`)
}

/**
 * Any JSON, strictly: no key twice, at most 64 levels, objects without a prototype.
 * @param bytes the whole of `file`, or a part of it that begins at byte `start`
 * @throws BadInput with file, offset, expected and found
 */
export function parseJson(bytes: Uint8Array, file: string, start = 0): Json {
  const scanner = new JsonScanner(decodeText(bytes, file, start), file, start)
  const value = scanner.value()
  scanner.end()
  return value
}
