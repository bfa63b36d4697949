import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { drawnDigits } from '../fixtures/drawn-digits.js'
import { jsonLines, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const cwd = scratchFolder()
const drawings = drawnDigits()

beforeAll(async () => {
  for (const { name, bytes } of drawings) writeFileSync(join(cwd, name), bytes)
  await run(['train', '--data', 'mnist-full', '--epochs', '5', '--quiet', '--out', 'digits'], { cwd })
}, 120_000)

test('predict reads pictures of digits, several at once', async () => {
  const names = drawings.map(({ name }) => name)
  const answers = jsonLines(await run(['predict', 'digits', ...names, '--json'], { cwd }))
  expect(answers.map(({ file }) => file)).toEqual(names)
  const right = answers.filter(({ predicted }, n) => predicted === String(drawings[n].digit))
  expect(right.length).toBeGreaterThanOrEqual(0.9 * drawings.length)
})

test('predict shows a picture as the network sees it', async () => {
  const [{ name }] = drawings
  const { stdout } = await run(['predict', 'digits', name], { cwd })
  const lines = stdout.split('\n')
  expect(lines.slice(0, 28).join('')).toMatch(/[@%#]/)
  expect(
    lines
      .slice(28, 38)
      .every((line, digit) => /^\d {2}[01]\.\d{4}/.test(line) && line.startsWith(`${digit}`)),
  ).toBe(true)
  expect(stdout).toMatch(new RegExp(`\\n${name}: \\d\\n$`))
})

test('other files, and other models, are refused in one line', async () => {
  writeFileSync(join(cwd, 'text.png'), 'not a picture')
  writeFileSync(
    join(cwd, 'cut.png'),
    drawings.find(({ name }) => name.endsWith('.png'))?.bytes.subarray(0, 300) ?? '',
  )
  const other = [
    'train',
    '--data',
    writeSmallDigits(scratchFolder()),
    '--epochs',
    '1',
    '--hidden',
    '4',
    '--quiet',
  ]
  await run([...other, '--out', 'other'], { cwd })
  for (const args of [
    ['digits', 'text.png'],
    ['digits', 'cut.png'],
    ['digits', 'missing.png'],
    ['other', drawings[0].name],
  ]) {
    const ended = await run(['predict', ...args], { cwd })
    expect(ended).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/^error: [^\n]+\n$/) })
  }
  expect(await run(['predict', 'digits', 'text.png', '--index', '1'], { cwd })).toMatchObject({ code: 2 })
})
