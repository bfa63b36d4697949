import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadInput } from '../../errors.js'
import { type Json, parseJson } from './json.js'

function parse(text: string): Json {
  return parseJson(new TextEncoder().encode(text), 'config.json')
}

function refusal(text: string): string {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof BadInput) return error.message
    throw error
  }
  return ''
}

describe('parseJson', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(JSON.stringify(parse(text))).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  it('takes what JSON.parse takes, and nothing else, of texts in pieces', () => {
    const piece = fc.constantFrom(
      ...'{ } [ ] , : " \\ 0 1 -1 -0 01 1.5 .5 1e9 1e 1E+2 true false null nul "a" "b" "\\n" "\\u00e9" "\\x" é \t \u0001 \u00a0'.split(
        ' ',
      ),
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('')
        let expected: string | undefined
        try {
          expected = JSON.stringify(JSON.parse(text))
        } catch {
          expected = undefined
        }
        const message = refusal(text)
        // The one difference: a key given twice.
        if (message.includes('each key once')) return
        expect(message === '' ? JSON.stringify(parse(text)) : undefined).toBe(expected)
      }),
      { numRuns: 20_000 },
    )
  })

  it.each([
    ['{"a":1,"b":2,"a":3}', 'config.json, offset 13: expected each key once, found "a" again'],
    ['{"a":1,"\\u0061":3}', 'config.json, offset 7: expected each key once, found "a" again'],
    ['["é",x]', 'config.json, offset 6: expected a value, found "x]"'],
    ['{"a":1', 'config.json, offset 6: expected "," or "}", found the end of the text'],
    ['["\\ud800"]', 'config.json, offset 1: expected a text as JSON writes it, found "\\"\\\\ud800\\""'],
    ['["a', 'config.json, offset 1: expected the end of a text, found none'],
    ['[1] 2', 'config.json, offset 4: expected nothing more, found "2"'],
    ['', 'config.json, offset 0: expected a value, found the end of the text'],
  ])('refuses %s in one line with its place', (text, message) => {
    expect(refusal(text)).toBe(message)
  })

  it('shows nothing that a terminal would obey', () => {
    expect(refusal('\u009b31m\u202e')).toBe(
      'config.json, offset 0: expected a value, found "\\u{9b}31m\\u{202e}"',
    )
  })

  it('keeps __proto__ and constructor as keys', () => {
    const value = parse('{"__proto__":{"polluted":1},"constructor":2}')
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(value)).toBe(null)
    expect(({} as Record<string, unknown>).polluted).toBe(undefined)
  })

  it('bounds the depth, and reads long numbers and texts', () => {
    expect(refusal('['.repeat(1_000_000))).toContain('offset 65: expected at most 64 levels, found more')
    expect(refusal('['.repeat(65) + ']'.repeat(65))).toBe('')
    expect(parse('1'.repeat(1_000_000))).toBe(Infinity)
    expect(parse(`"${'a'.repeat(1_000_000)}"`)).toHaveLength(1_000_000)
  })
})
