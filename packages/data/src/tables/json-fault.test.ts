import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refuseJson } from './json-fault.js'

const messageOf = (text: string, line?: number) => refuseJson('f.json', text, line).message

/** JSON that begins with whole tokens; undefined where there is none. */
function completed(begin: string): string | undefined {
  const open: string[] = []
  for (const [mark] of begin.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '').matchAll(/[{}[\]]/g)) {
    if (mark === '{' || mark === '[') open.unshift(mark === '{' ? '}' : ']')
    else open.shift()
  }
  return ['', '1', ':1', '"a":1'].map((next) => begin + next + open.join('')).find(isJson)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('where a text stops being JSON', () => {
  it.each([
    [
      '[{"a":1},]',
      'line 1, character 10: expected JSON, a value, found "]" (no comma stands before it in JSON)',
    ],
    [
      '[\n{"a":1},\n{"a":2,}]',
      'line 3, character 8: expected JSON, a name between quotation marks, found "}]" (no comma stands before it in JSON)',
    ],
    [
      '[1 // one\n]',
      'line 1, character 4: expected JSON, a comma or ], found "// one" (JSON has no comments)',
    ],
    [
      "{'a': 1}",
      `line 1, character 2: expected JSON, a name between quotation marks, or }, found "'a': 1}" (texts stand between " in JSON: json.dumps of Python writes them so)`,
    ],
    [
      '{"a": None}',
      `line 1, character 7: expected JSON, a value, found "None}" (Python's values, not JSON: json.dumps writes them as JSON)`,
    ],
    [
      '{"a": NaN}',
      'line 1, character 7: expected JSON, a value, found "NaN}" (NaN and Infinity are no JSON: write null)',
    ],
    ['{"a": }', 'line 1, character 7: expected JSON, a value, found "}"'],
    ['[1}', 'line 1, character 3: expected JSON, a comma or ], found "}"'],
    ['{"a":1]', 'line 1, character 7: expected JSON, a comma or }, found "]"'],
    ['}', 'line 1, character 1: expected JSON, a value, found "}"'],
    ['{"a": 1} {"a": 2}', 'line 1, character 10: expected JSON, one value alone, found "{\\"a\\": 2}"'],
    ['{"a": 01}', 'line 1, character 7: expected JSON, a value, found "01}"'],
    ['{"a" 1}', 'line 1, character 6: expected JSON, a colon, found "1}"'],
    ['{"a": "b', 'line 1, character 7: expected JSON, a value, found "\\"b"'],
    ['', 'line 1, character 1: expected JSON, a value, found the end'],
    ['<html>', 'line 1, character 1: expected JSON, a value, found "<html>" (a page?)'],
  ])('%j', (text, message) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    expect(refuseJson('f.json', text)).toEqual(new BadInput(`f.json, ${message}`))
  })

  it('counts lines from that in which the text begins', () => {
    expect(messageOf('{"a":}', 7)).toMatch(/^f\.json, line 7, character 6: /)
  })

  it('is where everything before is the beginning of JSON', () => {
    const damaged = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', ':', '}', ']', '"', '1', 'x', '\\', '{'),
    )
    fc.assert(
      fc.property(damaged, ([json, place, put]) => {
        const at = place % (json.length + 1)
        const text = json.slice(0, at) + put + json.slice(at + 1)
        if (!isJson(text)) {
          const [, found] = /character (\d+): /.exec(messageOf(text)) ?? []
          // A text, number or word that is broken is found where it begins.
          expect(completed(text.slice(0, Number(found) - 1)), text).toBeDefined()
          expect(messageOf(text)).not.toMatch(/one value alone, found the end/)
        }
      }),
      { numRuns: 500 },
    )
  })
})
