import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Rows } from './rows.js'
import { MOST_TEXTS, TextCodes } from './text-codes.js'

const file = 'texts.csv'

/** The rows of a table of one column. */
function rowsOf(cells: readonly string[]): Rows {
  return new Rows({ file, bytes: new TextEncoder().encode(cells.map((cell) => `${cell}\n`).join('')) }, ',')
}

/** Few letters, so that texts come again in other ways: with white space, between quotation marks, with doubled ones. */
const cell = fc
  .tuple(fc.stringMatching(/^[ab" é]{0,4}$/), fc.constantFrom('', ' ', '  '), fc.boolean())
  .map(([text, blank, quoted]) =>
    quoted || text.includes('"')
      ? `${blank}"${text.replaceAll('"', '""')}"${blank}`
      : `${blank}x${text}${blank}`,
  )

describe('codes of texts', () => {
  it('are numbers in the order in which texts first occur, in whatever ways they are written', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), (cells) => {
        const rows = rowsOf(cells)
        const codes = new TextCodes()
        const texts: string[] = []
        while (rows.next()) {
          const text = rows.text(0)
          if (!texts.includes(text)) texts.push(text)
          expect(codes.codeOf(rows, 0)).toBe(texts.indexOf(text))
        }
        expect(codes.texts).toEqual(texts)
      }),
      { numRuns: 1000 },
    )
  })

  it('tell texts apart whose bytes have one hash', () => {
    // 31 × 97 + 98 = 31 × 98 + 67.
    const rows = rowsOf(['ab', 'bC', 'ab', 'bC'])
    const codes = new TextCodes()
    const found: number[] = []
    while (rows.next()) found.push(codes.codeOf(rows, 0))
    expect(found).toEqual([0, 1, 0, 1])
  })

  it('are given to a thousand texts, and to those again after another', () => {
    const cells = [...Array.from({ length: MOST_TEXTS }, (_, n) => `t${n}`), 'more', 't7', '"t7 "']
    const rows = rowsOf(cells)
    const codes = new TextCodes()
    const found: number[] = []
    while (rows.next()) found.push(codes.codeOf(rows, 0))
    expect(found.slice(-3)).toEqual([MOST_TEXTS, 7, 7])
    expect(codes.isComplete).toBe(false)
    expect(codes.texts.length).toBe(MOST_TEXTS)
  })
})
