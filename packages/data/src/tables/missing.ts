import { UsageError } from '@antigrad/core'
import { TYPED, word } from '../refuse.js'
import type { Rows } from './rows.js'

/** What stands for a value that is not known, in any case of letters, where it is not stated. */
const USUAL = ['?', 'na', 'n/a', 'nan', 'null', '<na>', '#n/a', '\\n']

/** Which cells hold no value: empty ones, and those that hold a code for it. */
export class MissingCodes {
  readonly #codes: ReadonlySet<string>
  readonly #isUsual: boolean
  /** 1 for each byte that such a cell may begin with. */
  readonly #begins = new Uint8Array(256)

  /** @param stated in place of the usual ones, and in these letters alone; of an empty list only empty cells count */
  constructor(stated?: readonly string[]) {
    const encoder = new TextEncoder()
    this.#isUsual = stated === undefined
    this.#codes = new Set(stated ?? USUAL)
    for (const code of this.#codes) {
      for (const text of this.#isUsual ? [code, code.toUpperCase()] : [code]) {
        this.#begins[encoder.encode(text)[0]] = 1
      }
    }
    // Between quotation marks white space alone is nothing too.
    for (const blank of ' \t\r\n\u00a0\u2003\u3000\ufeff') this.#begins[encoder.encode(blank)[0]] = 1
  }

  /** Whether a cell holds no value. */
  has(rows: Rows, cell: number): boolean {
    if (rows.isEmpty(cell)) return true
    if (this.#begins[rows.bytes[rows.start(cell)]] === 0) return false
    const text = rows.text(cell)
    return text === '' || this.#codes.has(this.#isUsual ? text.toLowerCase() : text)
  }
}

/** What becomes of missing values: a refusal; their rows are left out; the mean; the mean, and an input that says so. */
export const MISSING_POLICIES = ['error', 'drop', 'mean', 'indicator'] as const
export type MissingPolicy = (typeof MISSING_POLICIES)[number]

/** What becomes of a category that training had not seen: a refusal, or none of those that it had. */
export const UNKNOWN_POLICIES = ['error', 'other'] as const
export type UnknownPolicy = (typeof UNKNOWN_POLICIES)[number]

/** @throws UsageError for codes that cannot be told from cells */
export function checkCodes(codes: readonly string[] | undefined): void {
  const wrong = codes?.find((code) => code.trim() !== code)
  if (wrong !== undefined)
    throw new UsageError(`codes of missing values: found '${wrong}' with white space around it`)
}

/**
 * The flag that takes a text for a missing value, for people to type: `none` beside another, for alone it says that no text
 * is. Undefined for a text that the flag takes apart, or that a message shortens.
 */
export function naValuesFlag(text: string): string | undefined {
  if (text.includes(',') || text.length > TYPED) return undefined
  return `--na-values ${word(text === 'none' ? 'none,?' : text)}`
}
