import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { run } from './command.js'

describe('what a newcomer gets wrong is answered by what helps', () => {
  let cwd = ''
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'antigrad-newcomer-'))
    await writeFile(join(cwd, 'README.md'), '# A project\n\nWith a few words about it.\n')
    await writeFile(join(cwd, 'tides.csv'), 'day,height\n1,2.5\n2,3.5\n')
  })

  test.each<[string, string[], number, RegExp]>([
    ['a text as a model', ['predict', 'README.md', '--index', '0'], 3, /this is not a safetensors file$/],
    ['a text as a model', ['evaluate', 'README.md'], 3, /this is not a safetensors file$/],
    [
      'a table that is not there',
      ['train', '--data', 'none.csv'],
      3,
      /none\.csv: expected a file or folder, found none/,
    ],
    ['a table without a label', ['train', '--data', 'tides.csv'], 2, /; it has "day", "height"$/],
    ['a table without arguments', ['approximate', '--csv', 'tides.csv'], 2, /; it has "day", "height"$/],
    ['a table that is not there', ['approximate', '--csv', 'none.csv'], 3, /none\.csv: expected a file/],
    [
      'errors for a table',
      ['approximate', '--csv', 'tides.csv', '--noise', '1'],
      2,
      /--noise: expected with a function/,
    ],
    [
      'sizes of a network',
      ['explain', '--network', '2,3'],
      2,
      /units of input, hidden layer and output.* such as 1-1-1/,
    ],
  ])('%s: %j', async (_, args, code, message) => {
    const ended = await run(args, { cwd })
    expect(ended.stderr.trimEnd()).toMatch(/^error: [^\n]*$/)
    expect(ended.stderr.trimEnd()).toMatch(message)
    expect(ended).toMatchObject({ code, stdout: '' })
  })
})

test('the kernels that predict is asked for decide how fast, never what', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'antigrad-kernels-'))
  const train = await run(['train', '--epochs', '1', '--hidden', '16', '--out', 'model', '--quiet'], {
    cwd: scratch,
  })
  expect(train.code).toBe(0)
  const said = await Promise.all(
    ['plain', 'simd'].map((kernels) =>
      run(['predict', 'model', '--index', '5', '--json', '--kernels', kernels], { cwd: scratch }),
    ),
  )
  expect(said[0]).toMatchObject({ code: 0, stderr: '' })
  expect(said[1]).toEqual(said[0])
  const refused = await run(['predict', 'model', '--index', '5', '--kernels', 'fast'], { cwd: scratch })
  expect(refused).toMatchObject({ code: 2, stdout: '' })
})

test("--noise adds errors to a function's samples, in place of its own", async () => {
  const learned = async (target: string, ...noise: string[]) => {
    const asked = ['approximate', '--target', target, '--epochs', '2', '--json', ...noise]
    return (await run(asked)).stdout.split('\n')[0]
  }
  const [sine, none, some, parabola, own] = await Promise.all([
    learned('sine'),
    learned('sine', '--noise', '0'),
    learned('sine', '--noise', '0.5'),
    learned('parabola'),
    learned('parabola', '--noise', '0.05'),
  ])
  expect(sine).toMatch(/"rmse":\d/)
  expect(none).toBe(sine)
  expect(some).not.toBe(sine)
  expect(own).toBe(parabola)
})

test.each(['relu', 'sigmoid'])('gradcheck --activation %s fits on 80 columns', async (activation) => {
  const ended = await run(['gradcheck', '--activation', activation, '--hidden', '128,64', '--examples', '2'])
  expect(ended.code).toBe(0)
  for (const line of ended.stdout.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
})
