import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { approximation } from '@antigrad/core/lecture'
import { describe, expect, test } from 'vitest'
import { type Ended, jsonLines, resultOf, run } from '../cli/command.js'
import { scratchFolder } from '../cli/small-digits.js'
import { textOf, unbalanced } from '../report/markup.js'

const scratch = scratchFolder()
const path = (name: string) => join(scratch, name)

interface Errors {
  readonly rmse: number
  readonly largest: number
  readonly largestOfRange: number
}

const approximate = (...args: string[]): Promise<Ended> =>
  run(['approximate', '--quiet', '--json', ...args], { cwd: scratch })

const errorsOf = (ended: Ended, kind = 'network') => resultOf(ended)[kind] as Errors

describe('what is promised of the network, where it never saw anything', () => {
  test('sine: RMSE at most 0.02, in at most 10 seconds', async () => {
    const ended = await approximate('--target', 'sine')
    const { unseen, seconds } = resultOf(ended)
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(errorsOf(ended).rmse).toBeLessThanOrEqual(0.02)
    expect(unseen).toBe(500)
    expect(seconds).toBeLessThanOrEqual(10)
  })

  test.each(['water-density', 'vapour-pressure', 'copper-conductivity', 'air-density'])(
    '%s: no error above 1 %% of its range',
    async (target) => {
      const ended = await approximate('--target', target)
      const { samples, unseen } = resultOf(ended)
      expect(ended.code).toBe(0)
      expect(unseen).toBeGreaterThanOrEqual(Number(samples) / 3)
      expect(errorsOf(ended).largestOfRange).toBeLessThanOrEqual(0.01)
    },
  )

  test('a surface: RMSE at most 0.02', async () => {
    expect(errorsOf(await approximate('--target', 'surface')).rmse).toBeLessThanOrEqual(0.02)
  })

  test.each(['64', '128,64', '500'])(
    'a network of %s units, at the default rate, as one of 16',
    async (hidden) => {
      const ended = await approximate('--target', 'sine', '--hidden', hidden, '--epochs', '1000')
      expect(errorsOf(ended).rmse).toBeLessThanOrEqual(0.02)
    },
  )

  test("a user's own table, with a path of two arguments", async () => {
    const rows = Array.from({ length: 300 }, (_, n) => {
      const [a, b] = [(n * 0.618) % 1, (n * 0.414) % 1]
      return `${a},"some, text",${b},${Math.sin(3 * a) * (2 + b)}`
    })
    writeFileSync(path('own.csv'), `a,note,"b & <c>",y\n${rows.join('\n')}\n`)
    const ended = await approximate(
      '--csv',
      'own.csv',
      '--x',
      'a,b & <c>',
      '--y',
      'y',
      '--picture',
      'own.svg',
    )
    expect(resultOf(ended)).toMatchObject({ samples: 200, unseen: 100, sizes: [2, 32, 1] })
    expect(errorsOf(ended).largestOfRange).toBeLessThan(0.03)
    expect(textOf(readFileSync(path('own.svg'), 'utf8'))).toContain('b & <c>')
  })
})

describe('antigrad approximate', () => {
  test('says which method is nearest, whichever it is', async () => {
    const [steps, copper] = await Promise.all([
      approximate('--target', 'step', '--epochs', '60'),
      approximate('--target', 'copper-conductivity', '--epochs', '3000'),
    ])
    for (const ended of [steps, copper]) {
      const kinds = ['network', 'polynomial', 'interpolation']
      const byError = kinds.toSorted((a, b) => errorsOf(ended, a).rmse - errorsOf(ended, b).rmse)
      expect(resultOf(ended).nearest).toBe(byError[0])
    }
  })

  test('is the same again, bit for bit, and another with another seed', async () => {
    const ended = await Promise.all(
      ['1', '1', '2'].map((seed) => approximate('--target', 'parabola', '--epochs', '100', '--seed', seed)),
    )
    const [first, again, other] = ended.map(resultOf)
    expect(again).toEqual({ ...first, seconds: again.seconds })
    expect(other.weightsHash).not.toBe(first.weightsHash)
  })

  test('--json: an object a line, how it learns and the result last', async () => {
    const ended = await approximate('--target', 'sawtooth', '--epochs', '90')
    const lines = jsonLines(ended)
    expect(lines.slice(0, -1)).toHaveLength(60)
    expect(lines[59]).toStrictEqual({ type: 'epoch', epoch: 90, rmse: expect.any(Number) })
    expect(Number(lines[59].rmse)).toBeLessThan(Number(lines[0].rmse))
    expect(lines[60]).toMatchObject({ type: 'result', target: 'sawtooth', samples: 64, epochs: 90, seed: 1 })
  })

  test('for people: a table, no colours and no drawing in a pipe', async () => {
    const ended = await run(['approximate', '--target', 'air-density', '--epochs', '30'], { cwd: scratch })
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toMatch(/Density of air \(kg\/m³\) against altitude \(km\)/)
    expect(ended.stdout).toMatch(/source {8}U\.S\. Standard Atmosphere, 1976/)
    expect(ended.stdout).toMatch(/^network {2,}\S+ kg\/m³ {2,}\S+ % .* at altitude \S+ km$/m)
    expect(ended.stdout).toMatch(/\nNearest: the .*\.\n$/)
    expect(ended.stdout).not.toContain('\x1b')
    expect(ended.stdout).not.toMatch(/[\u2800-\u28ff]/)
  })

  test.each(['sine', 'parabola', 'surface', 'copper-conductivity'])(
    'the picture of %s: one file, whole, light and dark, nothing from elsewhere',
    async (target) => {
      const ended = await approximate('--target', target, '--epochs', '20', '--picture', `${target}.svg`)
      expect(resultOf(ended).picture).toBe(`${target}.svg`)
      const svg = readFileSync(path(`${target}.svg`), 'utf8')
      expect(unbalanced(svg)).toBeUndefined()
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 540 \d+" /)
      expect(svg).toContain('@media (prefers-color-scheme:dark)')
      expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
        /https?:|url\(|@import|<script|NaN|undefined/,
      )
      expect(svg.length).toBeLessThan(150_000)
    },
  )
})

describe('--out keeps a model that others ask', () => {
  /** A function on a table as it may be written, and how numbers are written there. */
  const own: approximation.Approximant = ({ 0: x, 1: y }) => Math.sin(3 * x) * (2 + y)
  const write = (value: number) => String(value).replace('.', ',')
  writeFileSync(
    path('komma.csv'),
    `x;y;z\n${Array.from({ length: 240 }, (_, n) => {
      const [x, y] = [(n * 0.618) % 1, (n * 0.414) % 1]
      return [x, y, own([x, y])].map(write).join(';')
    }).join('\n')}\n`,
  )

  const target = (name: string) => {
    const known = approximation.TARGETS.find((one) => one.name === name)
    if (!known) throw new Error(`no target ${name}`)
    return known.value
  }

  test.each([
    ['sine', ['--target', 'sine', '--noise', '0'], target('sine'), ['x']],
    ['surface', ['--target', 'surface', '--noise', '0'], target('surface'), ['x', 'y']],
    ['a table with decimal commas', ['--csv', 'komma.csv', '--x', 'x,y', '--y', 'z'], own, ['x', 'y']],
  ] as const)(
    '%s: predict is as far off as the network was said to be',
    async (name, args, truth, columns) => {
      const ended = await approximate(...args, '--epochs', '20', '--out', 'kept/fit.safetensors')
      const { largest, at } = resultOf(ended).network as Errors & { readonly at: readonly number[] }
      expect(resultOf(ended).model).toBe('kept/fit.safetensors')
      const isComma = name.includes('comma')
      const row = at.map((value) => (isComma ? write(value) : String(value)))
      const other = at.map((value) => (isComma ? write(value / 2) : String(value / 2)))
      const table = [columns, row, other].map((cells) => cells.join(isComma ? ';' : ',')).join('\n')
      writeFileSync(path('asked.csv'), `${table}\n`)
      const asked = await run(['predict', 'kept/fit.safetensors', 'asked.csv', '--json'], { cwd: scratch })
      expect(asked).toMatchObject({ code: 0, stderr: '' })
      const [{ outputs }] = jsonLines(asked) as [{ outputs: [{ value: number }] }]
      expect(Math.abs(outputs[0].value - truth(at))).toBeCloseTo(largest, 5)
    },
  )

  test('a table of one number, too', async () => {
    writeFileSync(path('same.csv'), `x,y\n${Array.from({ length: 9 }, (_, n) => `${n},0.7`).join('\n')}\n`)
    await approximate('--csv', 'same.csv', '--x', 'x', '--y', 'y', '--epochs', '2', '--out', 'same.model')
    const asked = await run(['predict', 'same.model', 'same.csv'], { cwd: scratch })
    expect(asked).toMatchObject({ code: 0, stderr: '' })
    expect(asked.stdout).toMatch(/^same\.csv, row 1: y 0\.700000$/m)
  })

  test('evaluate and export take it as the model of a table', async () => {
    await approximate('--target', 'copper-conductivity', '--epochs', '3000', '--out', 'copper.safetensors')
    writeFileSync(path('copper.csv'), 'temperature,conductivity\n100,481.6\n20,10735\n300,396.1\n')
    const evaluated = await run(['evaluate', 'copper.safetensors', '--data', 'copper.csv'], { cwd: scratch })
    expect(evaluated).toMatchObject({ code: 0, stderr: '' })
    expect(evaluated.stdout).toMatch(/conductivity/)
    const alone = await run(['evaluate', 'copper.safetensors'], { cwd: scratch })
    expect(alone).toMatchObject({ code: 2, stdout: '' })
    expect(alone.stderr).toMatch(/^error: --data: expected a table to test copper\.safetensors with/)
    const exported = await run(['export', 'copper.safetensors', '--to', 'onnx'], { cwd: scratch })
    expect(exported).toMatchObject({ code: 0, stderr: '', stdout: 'copper.onnx\n' })
  })
})

describe('what it refuses, in one line', () => {
  const few = path('few.csv')
  writeFileSync(few, 'a,b,c\n1,2,x\n2,3,y\n3,4,z\n')

  test.each([
    [2, ['--target', 'cosine'], /--target.*sine, step/],
    [2, ['--csv', few], /--csv: expected with --x and --y/],
    [2, ['--csv', few, '--x', 'a', '--y', 'a'], /--y: expected another column/],
    [2, ['--csv', few, '--x', 'a', '--y', 'b', '--target', 'sine'], /--csv: expected without --target/],
    [2, ['--csv', few, '--x', 'a', '--y', 'b', '--samples', '9'], /--samples/],
    [2, ['--x', 'a'], /--x: expected with --csv/],
    [2, ['--y', 'a'], /--y: expected with --csv/],
    [2, ['--target', 'air-density', '--samples', '9'], /--samples: air-density is a table of 41 rows/],
    [2, ['--samples', '3'], /--samples.*whole number from 4/],
    [2, ['--hidden', 'none'], /hidden layer/],
    [2, ['--lr', '0'], /--lr/],
    [2, ['--epochs', '0'], /--epochs/],
    [3, ['--csv', 'nowhere.csv', '--x', 'a', '--y', 'b'], /nowhere\.csv/],
    [3, ['--csv', few, '--x', 'a', '--y', 'd'], /few\.csv, line 1: expected a column "d"/],
    [3, ['--csv', few, '--x', 'a', '--y', 'c'], /few\.csv, line 2, column "c": expected a number/],
    [3, ['--csv', few, '--x', 'a', '--y', 'b'], /few\.csv: expected at least 6 rows, found 3/],
    [4, ['--lr', '1e300', '--epochs', '2'], /not finite/],
    [6, ['--epochs', '1', '--picture', path('no/such/folder.svg')], /folder\.svg/],
    [6, ['--epochs', '1', '--out', few.concat('/fit.safetensors')], /few\.csv/],
  ])('exit code %i: %j', async (code, args, message) => {
    const ended = await run(['approximate', ...args], { cwd: scratch })
    expect(ended.stderr).toMatch(message)
    expect(ended.stderr).toMatch(/^error: [^\n]+\n$/)
    expect(ended).toMatchObject({ code, stdout: '' })
  })
})
