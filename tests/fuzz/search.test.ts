import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SCRIPT = fileURLToPath(new URL('find-planted.mjs', import.meta.url))

/** After how many of at most 200,000 mutants a mistake that two bytes lead to was found. */
function mutants(way: 'guided' | 'blind'): number {
  return Number(execFileSync(process.execPath, [SCRIPT, way, '200000'], { encoding: 'utf8' }))
}

test('a search guided by the code that is reached finds what one without does not', () => {
  expect(mutants('guided')).toBeLessThanOrEqual(200_000)
  expect(mutants('blind')).toBeNaN()
})

test('every reader is tried, each from a file that it reads', () => {
  const fuzz = fileURLToPath(new URL('fuzz.mjs', import.meta.url))
  const lines = execFileSync(process.execPath, [fuzz, '--seconds', '0.5', '--seed', '1'], {
    encoding: 'utf8',
  })
  expect(lines.match(/^.+ \d+ mutants: /gm)?.length).toBeGreaterThan(20)
})
