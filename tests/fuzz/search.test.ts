import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

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

test('what ends the process lies in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'antigrad-fuzz-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'last')
  const program = `import { LastMutant } from ${JSON.stringify(new URL('last-mutant.mjs', import.meta.url).href)}
const last = new LastMutant(${JSON.stringify(file)})
last.write(Uint8Array.of(1, 2, 3))
last.write(Uint8Array.of(4))
process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['--input-type=module', '--eval', program])
  expect([...readFileSync(file)]).toEqual([4])
})
