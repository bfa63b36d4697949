import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Ended, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const data = ['--data', writeSmallDigits(scratch), '--quiet']
const folder = join(scratch, 'run')

function refused(ended: Ended): void {
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toMatch(
    /^error: a network of [^\n]+ checkpoint would take up to 2\d{9} bytes[^\n]+\n$/,
  )
}

test('a run whose checkpoint could not be read again is refused at once, and nothing is touched', async () => {
  await run(['train', ...data, '--recipe', 'lecture', '--hidden', '4', '--epochs', '1', '--out', folder])
  const before = readdirSync(folder)
  for (const large of [
    ['--recipe', 'lecture', '--hidden', '2500000', '--patience', '3'],
    ['--recipe', 'lecture', '--hidden', '5000000'],
  ]) {
    const began = performance.now()
    refused(await run(['train', ...data, ...large, '--out', folder]))
    expect(performance.now() - began).toBeLessThan(2000)
    expect(readdirSync(folder)).toEqual(before)
    refused(await run(['train', ...data, ...large, '--out', join(scratch, 'new')]))
    expect(existsSync(join(scratch, 'new'))).toBe(false)
  }
})

test('a run whose description a checkpoint has no room for is refused too', async () => {
  const names = Array.from({ length: 2000 }, (_, n) => `${n}`.padEnd(2200, 'x'))
  const rows = Array.from({ length: 8 }, (_, n) => `${'1,'.repeat(1999)}${n},${n % 2 ? 'odd' : 'even'}`)
  const file = join(scratch, 'long-names.csv')
  writeFileSync(file, [`${names},kind`, ...rows].join('\n'))
  const out = join(scratch, 'long-names')
  const ended = await run(['train', '--data', file, '--label', 'kind', '--quiet', '--out', out])
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  // After what is to be said of the table.
  const lines = ended.stderr.trimEnd().split('\n')
  expect(lines.at(-1)).toMatch(/^error: the columns and classes of [^\n]+ checkpoint's header[^\n]+$/)
  expect(lines.slice(0, -1).every((line) => line.startsWith('note: '))).toBe(true)
  expect(existsSync(out)).toBe(false)
})

test('so is one that was begun, and had no checkpoint yet', async () => {
  for (const name of ['checkpoint', 'checkpoint.previous', 'model']) {
    rmSync(join(folder, `${name}.safetensors`), { force: true })
  }
  const file = join(folder, 'config.json')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), hidden: [5_000_000] }))
  refused(await run(['train', '--resume', folder, '--quiet']))
})
