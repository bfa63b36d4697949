import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createRandom } from '@antigrad/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { jsonLines, MAIN, resultOf, run } from '../cli/command.js'
import { scratchFolder } from '../cli/small-digits.js'

const cwd = scratchFolder()
const random = createRandom(20, 0)

/** Sixty rows of two numbers, a line of them and a kind. */
const points = Array.from({ length: 60 }, () => {
  const [a, b] = [10 * random.uniform(), 4 * random.uniform()].map((value) => Math.round(100 * value) / 100)
  return { a, b, y: Math.round(100 * (3 * a - 2 * b + 1)) / 100, kind: a > 5 ? 'high' : 'low' }
})
const comma = (value: number): string => String(value).replace('.', ',')

function write(name: string, lines: readonly string[]): void {
  writeFileSync(join(cwd, name), `${lines.join('\n')}\n`)
}

/** Trains on a table. */
const train = (data: string, label: string, out: string, ...flags: string[]) =>
  run(
    [
      'train',
      '--data',
      data,
      '--label',
      label,
      '--out',
      out,
      '--quiet',
      '--json',
      '--threads',
      '1',
      ...flags,
    ],
    { cwd },
  )

/** Runs a command with text on its standard input. */
function piped(text: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(text)
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    stdout += piece
  })
  return new Promise((done) => {
    child.on('close', () => done(stdout))
  })
}

beforeAll(() => {
  write('points.csv', ['a,b,kind', ...points.map(({ a, b, kind }) => `${a},${b},${kind}`)])
  write('commas.csv', ['a;b;kind', ...points.map(({ a, b, kind }) => `${comma(a)};${comma(b)};${kind}`)])
  write('xor.csv', ['a,b,out', '0,0,0', '0,1,1', '1,0,1', '1,1,0'])
  write('years.csv', ['2019,2020,2021', ...points.map(({ a, b, y }) => `${a},${b},${y}`)])
})

test('decimal commas give the weights that decimal points give, and a model that reads commas', async () => {
  const [points, commas] = [
    await train('points.csv', 'kind', 'points'),
    await train('commas.csv', 'kind', 'commas'),
  ]
  expect(resultOf(commas).weightsHash).toBe(resultOf(points).weightsHash)
  expect(resultOf(commas).testAccuracy).toBeGreaterThan(0.9)
  expect(commas.stderr).toContain('note: commas.csv: "a", "b" read as numbers: decimal commas')
  write('new-commas.csv', ['b;a', '1,5;9,75', '1,5;0,25'])
  const rows = jsonLines(await run(['predict', 'commas', 'new-commas.csv', '--json'], { cwd }))
  expect(rows.map(({ predicted }) => predicted)).toEqual(['high', 'low'])
  write('new-points.csv', ['b;a', '1.5;9.75'])
  const refused = await run(['predict', 'commas', 'new-points.csv'], { cwd })
  expect(refused).toMatchObject({ code: 3, stdout: '' })
  expect(refused.stderr).toContain('expected a number (decimal commas), found "9.75"')
  const other = await run(['predict', 'points', 'new-commas.csv'], { cwd })
  expect(other).toMatchObject({ code: 3, stdout: '' })
  expect(other.stderr).toContain('expected a number (a decimal point, no other mark, no unit), found "9,75"')
})

test('XOR is learned, whichever the seed, and it is said that nothing was held back', async () => {
  for (const seed of ['1', '2', '3', '4']) {
    for (const flags of [[], ['--test-split', '0', '--recipe', 'lecture', '--hidden', '4']]) {
      const ended = await train('xor.csv', 'out', `xor-${seed}-${flags.length}`, '--seed', seed, ...flags)
      expect(resultOf(ended)).toMatchObject({ trainingAccuracy: 1, testAccuracy: null, baseline: 0.5 })
    }
  }
  expect((await train('xor.csv', 'out', 'xor')).stderr).toContain('none is held back')
  expect((await run(['evaluate', 'xor'], { cwd })).stderr).toContain(
    'these are the rows that were trained on',
  )
})

test('another table tests what all of the first has taught', async () => {
  write('some.csv', ['a,b,kind', '9,1,high', '1,1,low', '8,3,high'])
  const ended = await train('points.csv', 'kind', 'tested', '--test-data', 'some.csv')
  expect(resultOf(ended)).toMatchObject({ testAccuracy: 1 })
  const evaluated = await run(['evaluate', 'tested', '--json'], { cwd })
  expect(resultOf(evaluated)).toMatchObject({ examples: 3, accuracy: 1 })
  expect((await run(['verify', 'tested', '--quiet'], { cwd })).code).toBe(0)
  const both = await train('points.csv', 'kind', 'both', '--test-data', 'some.csv', '--test-split', '0.5')
  expect(both).toMatchObject({ code: 2 })
})

test('the same file by another path is the same data; rows that were trained on are counted elsewhere', async () => {
  await train('points.csv', 'kind', 'paths')
  const evaluated = await Promise.all(
    ['points.csv', './points.csv', resolve(cwd, 'points.csv')].map((data) =>
      run(['evaluate', 'paths', '--data', data, '--json'], { cwd }),
    ),
  )
  for (const ended of evaluated) expect(resultOf(ended)).toMatchObject({ examples: 12 })
  // Other classes with the same numbers in their place.
  const renamed = points.map(({ a, b, kind }) => `${a},${b},${kind.toUpperCase()}`)
  write('renamed.csv', ['a,b,kind', ...renamed])
  const other = await run(['evaluate', 'paths', '--data', 'renamed.csv'], { cwd })
  expect(other).toMatchObject({ code: 3, stdout: '' })
  expect(other.stderr).toMatch(/renamed\.csv, line 2, column "kind": expected one of "high", "low", found/)
  write('turned.csv', ['a,b,kind', ...points.map(({ a, b, kind }) => `${a},${b},${kind}`).reverse()])
  const turned = await run(['evaluate', 'paths', '--data', 'turned.csv', '--json'], { cwd })
  expect(resultOf(turned)).toMatchObject({ examples: 60 })
  expect(turned.stderr).toBe(
    'note: 48 of the 60 rows of turned.csv have the features of rows that were trained on\n',
  )
})

test('a table comes from standard input, to train, evaluate and predict', async () => {
  const text = ['a,b,kind', ...points.map(({ a, b, kind }) => `${a},${b},${kind}`)].join('\n')
  const args = ['--label', 'kind', '--out', 'piped', '--quiet', '--json', '--threads', '1']
  const trained = await piped(text, ['train', '--data', '-', ...args])
  expect(JSON.parse(trained.trim().split('\n').at(-1) ?? '').testAccuracy).toBeGreaterThan(0.9)
  const evaluated = await piped(text, ['evaluate', 'piped', '--data', '-', '--json'])
  expect(JSON.parse(evaluated)).toMatchObject({ examples: 12 })
  expect(await piped('a,b\n9,1\n', ['predict', 'piped', '-'])).toBe('-, row 1: high\n')
})

describe('columns', () => {
  test('called by years are found by them', async () => {
    const ended = await train('years.csv', '2021', 'years')
    const [error] = resultOf(ended).testErrors as { name: string; rmse: number; baseline: number }[]
    expect(error.name).toBe('2021')
    expect(error.rmse).toBeLessThan(error.baseline / 3)
    expect(ended.stderr).toContain('--no-header')
  })

  test('with a comma in their name are found as it is written, and between quotation marks', async () => {
    write('euro.csv', ['a,b,"Price, EUR"', ...points.map(({ a, b, y }) => `${a},${b},${y}`)])
    for (const label of ['Price, EUR', '"Price, EUR"']) {
      const ended = await train('euro.csv', label, `euro-${label.length}`)
      expect((resultOf(ended).testErrors as { name: string }[])[0].name).toBe('Price, EUR')
    }
  })
})

describe('what is learned of a table', () => {
  test('of tiny numbers is what is learned of their multiples', async () => {
    const scaled = (power: number) => [
      'a,b,y',
      ...points.map(({ a, b, y }) => `${a}e${power},${b}e${power},${y}e${power}`),
    ]
    write('one.csv', scaled(0))
    const [one] = resultOf(await train('one.csv', 'y', 'one')).testErrors as { rmse: number }[]
    for (const power of [-30, -18, 28]) {
      write('scaled.csv', scaled(power))
      const [other] = resultOf(await train('scaled.csv', 'y', `scaled${power}`)).testErrors as {
        rmse: number
      }[]
      expect(other.rmse / 10 ** power / one.rmse).toBeCloseTo(1, 2)
    }
  })

  test('of a rare class is shown beside its accuracy', async () => {
    const rare = points
      .concat(points, points)
      .map(({ a, b }, n) => `${a + n / 1e4},${b},${n % 15 === 0 ? 'yes' : 'no'}`)
    write('rare.csv', ['a,b,kind', ...rare])
    const ended = await train('rare.csv', 'kind', 'rare', '--epochs', '5')
    expect(ended.stderr).toContain('"kind" is "no" in 93.3 % of the rows')
    const { baseline, rare: classes } = resultOf(ended) as {
      baseline: number
      rare: { name: string; support: number }[]
    }
    expect(baseline).toBeCloseTo(34 / 36, 5)
    expect(classes).toEqual([expect.objectContaining({ name: 'yes', support: 2 })])
    const text = (await run(['evaluate', 'rare'], { cwd })).stdout
    expect(text).toContain('baseline 94.44 %, to say no always')
    expect(text).toMatch(/^recall +[\d.]+ % of the 2 that are yes$/m)
  })

  test('is kept with what becomes of gaps and of other kinds', async () => {
    const rows = points.map(({ a, b, kind }, n) => `${n % 9 ? a : ''},${b},${['red', 'blue'][n % 2]},${kind}`)
    write('gaps.csv', ['a,b,colour,kind', ...rows])
    expect(await train('gaps.csv', 'kind', 'refused')).toMatchObject({ code: 3 })
    const how = ['--missing', 'indicator', '--unknown', 'other', '--na-values', '?']
    expect(resultOf(await train('gaps.csv', 'kind', 'gaps', ...how)).testAccuracy).toBeGreaterThan(0.7)
    write('others.csv', ['a,b,colour', '?,1,red', '9,1,green', ',2,NA'])
    const predicted = await run(['predict', 'gaps', 'others.csv', '--json'], { cwd })
    expect(predicted).toMatchObject({ code: 0, stderr: '' })
    expect(jsonLines(predicted).length).toBe(3)
    expect((await run(['verify', 'gaps', '--quiet'], { cwd })).code).toBe(0)
    expect(
      await run(['train', '--resume', 'gaps', '--label', 'kind', '--missing', 'drop'], { cwd }),
    ).toMatchObject({
      code: 2,
      stderr: 'error: --missing drop: gaps was begun with --missing indicator, which cannot change\n',
    })
  })
})

test('a whole file is predicted, row by row, and the rows without an answer are named at the end', async () => {
  await train('points.csv', 'kind', 'rows')
  write('mixed.csv', ['a,b', '9,1', 'many,1', '1,1', ',1', '8,1'])
  const ended = await run(['predict', 'rows', 'mixed.csv', 'nothing.csv', 'mixed.csv'], { cwd })
  const answers = 'mixed.csv, row 1: high\nmixed.csv, row 3: low\nmixed.csv, row 5: high\n'
  expect(ended).toMatchObject({ code: 3, stdout: answers + answers })
  const lines = ended.stderr.trim().split('\n')
  expect(lines.length).toBe(5)
  expect(lines[0]).toBe('error: mixed.csv, line 3, column "a": expected a number, found "many"')
  expect(lines[1]).toContain('line 5, column "a": expected a value, found ""')
  expect(lines[2]).toContain('nothing.csv')
  const json = jsonLines(await run(['predict', 'rows', 'mixed.csv', '--json'], { cwd }))
  expect(json.map(({ type, row }) => [type, row])).toEqual([
    ['result', 1],
    ['error', 2],
    ['result', 3],
    ['error', 4],
    ['result', 5],
  ])
})

test('names of classes and columns reach a terminal without what it would obey', async () => {
  const odd = '\u001b[31mlow'
  write('escapes.csv', [
    `a\u001b[2J,kind`,
    ...points.map(({ a, kind }) => `${a},${kind === 'low' ? odd : kind}`),
  ])
  const trained = await run(
    ['train', '--data', 'escapes.csv', '--label', 'kind', '--out', 'escapes', '--quiet'],
    { cwd },
  )
  const evaluated = await run(['evaluate', 'escapes'], { cwd })
  const predicted = await run(['predict', 'escapes', 'escapes.csv'], { cwd })
  for (const { stdout, stderr, code } of [trained, evaluated, predicted]) {
    expect(code).toBe(0)
    expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]/u)
  }
  expect(predicted.stdout).toContain(' [31mlow')
})

test('of many classes the most frequent confusions are shown, not a matrix of a million numbers', async () => {
  const rows = Array.from({ length: 400 }, (_, n) => `${n},${Math.sqrt(n)},k${n % 200}`)
  write('many.csv', ['a,b,c', ...rows])
  await train('many.csv', 'c', 'many', '--epochs', '1')
  const { stdout } = await run(['evaluate', 'many'], { cwd })
  expect(stdout.split('\n').length).toBeLessThan(30)
  expect(stdout).toContain('the most frequent confusions of 200 classes:')
  const { confused, confusion } = resultOf(await run(['evaluate', 'many', '--json'], { cwd }))
  expect([(confused as unknown[]).length, confusion]).toEqual([20, undefined])
})
