import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { irises } from '../fixtures/tables.js'
import { Command, type Ended, jsonLines, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const iris = join(scratch, 'iris.csv')
writeFileSync(iris, irises())
const onIris = ['train', '--data', iris, '--label', 'species', '--epochs', '20', '--json', '--quiet']

const digits = writeSmallDigits(scratch)
/** Four runs, of which each takes a second or two. */
const slow = ['train', '--data', digits, '--hidden', '40', '--epochs', '400', '--folds', '4', '--json']

/** The runs of a command that trained several. */
function runsOf(
  ended: Ended,
): { name: string; weightsHash: string; testAccuracy: number; classes: { support: number }[] }[] {
  return jsonLines(ended).filter(({ type }) => type === 'run') as never
}

const starts = (folder: string): number => logOf(folder).filter((type) => type === 'start').length
const epochs = (folder: string): number => logOf(folder).filter((type) => type === 'epoch').length

function logOf(folder: string): string[] {
  const file = join(folder, 'log.jsonl')
  if (!existsSync(file)) return []
  // The last line may be half written.
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line).type)
}

describe('--folds', () => {
  test('every row is tested once; the mean and deviation are those of the folds; each run is that of --fold', async () => {
    const out = join(scratch, 'folds')
    const ended = await run([...onIris, '--folds', '5', '--out', out])
    expect(ended.code).toBe(0)
    const runs = runsOf(ended)
    expect(runs.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].map((n) => `fold-${n}`))
    const supports = runs.map(({ classes }) => classes.map(({ support }) => support))
    expect(supports.flat().reduce((sum, support) => sum + support)).toBe(150)
    const accuracies = runs.map(({ testAccuracy }) => testAccuracy)
    const mean = accuracies.reduce((sum, each) => sum + each) / 5
    const variance = accuracies.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 4
    const { runs: count, finished, scores } = resultOf(ended)
    expect({ count, finished }).toEqual({ count: 5, finished: 5 })
    const [{ mean: means, deviation }] = scores as {
      mean: { accuracy: number }
      deviation: { accuracy: number }
    }[]
    expect(means.accuracy).toBeCloseTo(mean, 12)
    expect(deviation.accuracy).toBeCloseTo(Math.sqrt(variance), 12)

    const byHand = await run([
      ...onIris,
      '--folds',
      '5',
      '--fold',
      '4',
      '--threads',
      '2',
      '--out',
      join(scratch, 'fourth'),
    ])
    expect(resultOf(byHand).weightsHash).toBe(runs[3].weightsHash)
    expect((await run(['verify', join(out, 'fold-2'), '--quiet'])).code).toBe(0)
    expect(await run(['evaluate', join(out, 'fold-2'), '--json'])).toMatchObject({ code: 0 })

    const onto = await run([...onIris, '--folds', '2', '--out', out])
    expect(onto).toMatchObject({ code: 2, stderr: expect.stringContaining('holds finished folds; --force') })

    // All are done: nothing is trained again.
    const again = await run(['train', '--resume', out, '--json', '--quiet'])
    expect(runsOf(again)).toEqual(runs)
    expect(runs.map(({ name }) => starts(join(out, name)))).toEqual([1, 1, 1, 1, 1])
  })

  test('as a table for people, a baseline beside the mean, at most 80 columns', async () => {
    const { stdout, stderr } = await run([
      ...onIris.slice(0, -2),
      '--folds',
      '3',
      '--out',
      join(scratch, 'table'),
    ])
    expect(stderr).toMatch(/^note: 3 runs on \d+ cores: \d+ at a time, with \d+ threads? each/)
    expect(stdout).toMatch(/^ +accuracy +baseline +macro F1 +log-loss\nfold-1 .*\nfold-2 .*\nfold-3 .*\n/)
    expect(stdout).toMatch(
      /\naccuracy {7}\d+\.\d\d % ± \d+\.\d\d %, mean .* of 3 folds; baseline 3\d\.\d\d %\n/,
    )
    const table = stdout.split('\n').slice(0, 4)
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('with --group rows of one group are tested together, whatever the seed', async () => {
    const table = join(scratch, 'groups.csv')
    const rows = Array.from(
      { length: 60 },
      (_, n) => `${n % 7},${(n * 13) % 31},g${n % 12},${(n % 7) + ((n * 13) % 31)}`,
    )
    writeFileSync(table, `a,b,group,y\n${rows.join('\n')}\n`)
    const flags = [
      'train',
      '--data',
      table,
      '--label',
      'y',
      '--task',
      'regress',
      '--group',
      'group',
      '--epochs',
      '3',
    ]
    const ended = await run([
      ...flags,
      '--folds',
      '3',
      '--seeds',
      '2',
      '--json',
      '--quiet',
      '--out',
      join(scratch, 'groups'),
    ])
    expect(ended.code).toBe(0)
    expect(runsOf(ended).map(({ name }) => name)).toEqual(
      [1, 2, 3].flatMap((fold) => [1, 2].map((seed) => `fold-${fold}-seed-${seed}`)),
    )
    const { stdout } = await run(['evaluate', join(scratch, 'groups', 'fold-1-seed-1'), '--json'])
    expect(JSON.parse(stdout).examples).toBe(20)
  })

  test('one that diverges leaves the others alone; exit code 4', async () => {
    const out = join(scratch, 'diverged')
    const flags = ['train', '--data', iris, '--label', 'petal width', '--epochs', '2', '--json', '--quiet']
    const ended = await run([...flags, '--lr', '1e30', '--folds', '2', '--out', out])
    expect(ended.code).toBe(4)
    expect(runsOf(ended)).toMatchObject([{ state: 'diverged' }, { state: 'diverged' }])
    expect(ended.stderr).toMatch(/error: fold-1: .*not finite/)
    // Nor does it help to try again.
    expect((await run(['train', '--resume', out, '--json', '--quiet'])).code).toBe(4)
    expect(starts(join(out, 'fold-1'))).toBe(1)
  })

  test.each([
    [['--folds', '1'], 2, /whole number from 2/],
    [['--folds', '3', '--fold', '4'], 2, /--fold 4: expected a whole number from 1 to 3/],
    [['--fold', '1'], 2, /--fold 1: expected with --folds/],
    [['--folds', '3', '--test-split', '0.3'], 2, /--test-split: expected without --folds/],
    [['--folds', '151'], 3, /151 folds: expected as many different examples or more, found 149/],
    [['--folds', '3', '--group', 'species'], 2, /column of groups of its own/],
    [['--folds', '2', '--optimizer', 'sgd', '--momentum', '0.5'], 2, /--momentum/],
  ])('%j is refused in one line, before anything is made', async (flags, code, message) => {
    const out = join(scratch, 'refused')
    const ended = await run([...onIris, ...flags, '--out', out])
    expect(ended.stderr).toMatch(message)
    expect(ended.stderr).toMatch(/^error: [^\n]+\n$/)
    expect(ended).toMatchObject({ code, stdout: '' })
    expect(existsSync(join(out, 'config.json'))).toBe(false)
  })
})

test('--force replaces finished folds, all of them', async () => {
  const out = join(scratch, 'again')
  await run([...onIris, '--folds', '3', '--out', out])
  const ended = await run([...onIris, '--folds', '2', '--force', '--out', out])
  expect(runsOf(ended)).toHaveLength(2)
  expect(readdirSync(out).sort()).toEqual(['config.json', 'fold-1', 'fold-2'])
})

describe('--seeds', () => {
  test('each run is that of its seed', async () => {
    const ended = await run([...onIris, '--seeds', '2', '--seed', '7', '--out', join(scratch, 'seeds')])
    const byHand = await run([...onIris, '--seed', '8', '--out', join(scratch, 'eighth')])
    expect(runsOf(ended).map(({ name }) => name)).toEqual(['seed-7', 'seed-8'])
    expect(runsOf(ended)[1].weightsHash).toBe(resultOf(byHand).weightsHash)
  })
})

describe('several runs that are stopped', () => {
  test('SIGTERM: all stop with a checkpoint; resumed, what is done is not repeated, and the weights are the same', async () => {
    const out = join(scratch, 'stopped')
    const command = new Command([...slow, '--out', out])
    await command.says('fold-1  accuracy')
    await untilTraining(out, 'fold-3')
    command.child.kill('SIGTERM')
    const stopped = await command.ended
    expect(stopped.code).toBe(143)
    expect(stopped.stderr).toMatch(
      /stopped by SIGTERM, [1-3] of 4 runs done; pnpm antigrad train --resume \S+ goes on\n$/,
    )
    const ended = await run(['train', '--resume', out, '--json', '--quiet'])
    expect(ended.code).toBe(0)
    expectNothingTwice(out)
    const whole = await run([...slow, '--quiet', '--threads', '1', '--out', join(scratch, 'unstopped')])
    expect(runsOf(ended).map(({ weightsHash }) => weightsHash)).toEqual(
      runsOf(whole).map(({ weightsHash }) => weightsHash),
    )
  })

  test('kill -9: the others end too, and none of their work is lost', async () => {
    const out = join(scratch, 'killed')
    const command = new Command([...slow, '--out', out])
    await untilTraining(out, 'fold-1')
    await untilTraining(out, 'fold-2')
    command.child.kill('SIGKILL')
    await command.ended
    // At once: what is still being saved is waited for.
    const ended = await run(['train', '--resume', out, '--json', '--quiet'])
    expect(ended.code).toBe(0)
    for (const name of ['fold-1', 'fold-2']) expect(logOf(join(out, name))).toContain('end')
    expectNothingTwice(out)
  })

  test('files that cannot be written end all of them; when they can, they go on', async () => {
    const out = join(scratch, 'files')
    writeFileSync(join(scratch, 'blocked'), '')
    const planned = await run([...onIris, '--folds', '3', '--out', out])
    expect(planned.code).toBe(0)
    rmSync(join(out, 'fold-2'), { recursive: true })
    writeFileSync(join(out, 'fold-2'), 'in the way')
    const ended = await run(['train', '--resume', out, '--json', '--quiet'])
    expect(ended).toMatchObject({ code: 6, stderr: expect.stringMatching(/^error: [^\n]*fold-2[^\n]*\n$/) })
    rmSync(join(out, 'fold-2'))
    const again = await run(['train', '--resume', out, '--json', '--quiet'])
    expect(runsOf(again)).toMatchObject(
      runsOf(planned).map(({ name, weightsHash }) => ({ name, weightsHash })),
    )
  })
})

async function untilTraining(out: string, name: string): Promise<void> {
  while (epochs(join(out, name)) === 0) await pause(20)
}

/** No epoch of any run is in its log more than once but those that were half done. */
function expectNothingTwice(out: string): void {
  for (const fold of [1, 2, 3, 4]) {
    const folder = join(out, `fold-${fold}`)
    expect(epochs(folder)).toBeLessThanOrEqual(400 + starts(folder) - 1)
    expect(starts(folder)).toBeLessThanOrEqual(2)
  }
}
