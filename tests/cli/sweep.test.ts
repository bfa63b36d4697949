import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { irises } from '../fixtures/tables.js'
import { Command, type Ended, jsonLines, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const digits = ['--data', writeSmallDigits(scratch, 1200, 200, 8), '--recipe', 'lecture', '--hidden', '16']
const iris = join(scratch, 'iris.csv')
writeFileSync(iris, irises())

/** A run of a sweep, as --json says it. */
interface SweptRun {
  readonly name: string
  readonly state: string
  readonly flags: Record<string, string>
  readonly value: number
  readonly epochs: number
  readonly weightsHash?: string
}

function runsOf(ended: Ended): SweptRun[] {
  return jsonLines(ended).filter(({ type }) => type === 'run') as never
}

/** `antigrad train` by hand with the flags of a run. */
function byHand({ flags, name }: SweptRun, out: string): Promise<Ended> {
  const words = Object.entries(flags).map(([flag, text]) => `${flag}=${text}`)
  return run([
    'train',
    ...words,
    '--threads',
    '2',
    '--json',
    '--quiet',
    '--out',
    join(scratch, `${out}-${name}`),
  ])
}

function logOf(folder: string): { type: string; epoch?: number }[] {
  const file = join(folder, 'log.jsonl')
  if (!existsSync(file)) return []
  // The last line may be half written.
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line))
}

test('antigrad runs: what runs differ in and what they came to, of a sweep in validation alone; a page', async () => {
  const cwd = scratchFolder()
  const quick = ['--data', iris, '--label', 'species', '--epochs', '3', '--quiet']
  await run(['train', ...quick, '--hidden', '4'], { cwd })
  await run(['sweep', ...quick, '--hidden', '4', '8', '--out', 'runs/swept'], { cwd })
  await run(['train', ...quick, '--hidden', '4', '--out', 'elsewhere', '--until', '1'], { cwd })
  const { code, stdout } = await run(['runs'], { cwd })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ +came to +epochs +weights +--hidden +--val-split\n/)
  expect(stdout).toMatch(/\nruns\/iris-4 +accuracy [\d.]+ % +3\/3 +[0-9a-f]{8} +4\n/)
  expect(stdout).toMatch(/\nruns\/swept\/run-2 +validation [\d.]+ % +3\/3 +[0-9a-f]{8} +8 +0\.2\n$/)
  const json = jsonLines(await run(['runs', '--json', 'runs', 'elsewhere'], { cwd }))
  expect(json.map(({ state }) => state)).toEqual(['finished', 'finished', 'finished', 'paused'])
  expect(json[0]).toHaveProperty('testAccuracy')
  for (const swept of json.slice(1, 3)) expect(swept).not.toHaveProperty('testAccuracy')
  const pages = ['a.html', 'b.html']
  for (const page of pages) await run(['runs', '--page', page], { cwd })
  const [first, second] = pages.map((page) => readFileSync(join(cwd, page), 'utf8'))
  expect(second).toBe(first)
  expect(first.match(/class="curve /g)).toHaveLength(4)
  expect(await run(['runs', 'nowhere'], { cwd })).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('nowhere: expected runs'),
  })
})

describe('antigrad sweep', () => {
  test('a grid: each run is that of train, and what is best in validation is chosen, and tested alone', async () => {
    const out = join(scratch, 'grid')
    const flags = [...digits, '--lr', '0.3', '3', '--batch-size', '5', '20', '--epochs', '4']
    const ended = await run(['sweep', ...flags, '--json', '--quiet', '--out', out])
    expect(ended.code).toBe(0)
    const runs = runsOf(ended)
    expect(runs.map(({ name }) => name).sort()).toEqual(['run-1', 'run-2', 'run-3', 'run-4'])
    expect(runs.map(({ value }) => value)).toEqual(runs.map(({ value }) => value).sort((a, b) => b - a))
    for (const each of runs) expect(each).not.toHaveProperty('testAccuracy')
    const hand = resultOf(await byHand(runs[0], 'grid'))
    expect(resultOf(ended)).toMatchObject({
      best: runs[0].name,
      metric: 'accuracy',
      weightsHash: hand.weightsHash,
      testAccuracy: hand.testAccuracy,
    })
    expect(runs[0].weightsHash).toBe(hand.weightsHash)
    const page = readFileSync(join(out, 'report.html'), 'utf8')
    expect(page).toContain(
      `Of 4 runs on ${basename(scratch)}, ${runs[0].name} is the best in validation: accuracy`,
    )
    for (const { name } of runs) expect(page).toContain(`<th scope="row">${name}</th>`)
    // In validation, as the run's own log has it.
    const last = logOf(join(out, runs[0].name)).findLast(({ type }) => type === 'epoch')
    expect(last).toMatchObject({ valAccuracy: runs[0].value })
    const again = await run(['sweep', '--resume', out, '--json', '--quiet'])
    expect(again.stdout).toBe(ended.stdout)
    for (const { name } of runs) {
      expect(logOf(join(out, name)).filter(({ type }) => type === 'start')).toHaveLength(1)
    }
  })

  test('one process trains run after run, each with the weights of a process of its own', async () => {
    const out = join(scratch, 'after-another')
    const started = join(scratch, 'started')
    const note = `import{appendFileSync}from'node:fs';appendFileSync('${started}',process.pid+';')`
    const shapes = ['--hidden', '16', '8,8', '--batch-size', '20', '200', '--epochs', '2']
    const one = ['--threads', `${availableParallelism()}`]
    const ended = await run(['sweep', ...digits.slice(0, -2), ...shapes, ...one, '--json', '--out', out], {
      env: { NODE_OPTIONS: `--import data:text/javascript,${note}` },
    })
    const runs = runsOf(ended)
    expect(runs).toHaveLength(4)
    const hands = await Promise.all(runs.map((each) => byHand(each, 'after-another')))
    expect(hands.map((hand) => resultOf(hand).weightsHash)).toEqual(
      runs.map(({ weightsHash }) => weightsHash),
    )
    // Beside the one that plans.
    expect(new Set(readFileSync(started, 'utf8').split(';').filter(Boolean)).size).toBe(1 + 1)
    const notes = ended.stderr.match(/^note: run-\d: .*$/gm) ?? []
    expect(new Set(notes).size).toBe(notes.length)
  })

  test('for people: what differs, the best first', async () => {
    const out = join(scratch, 'people')
    const flags = ['--data', iris, '--label', 'petal width', '--lr', 'log:0.001..0.1', '--hidden', '4', '8,4']
    const ended = await run(['sweep', ...flags, '--random', '4', '--epochs', '3', '--out', out])
    expect(ended.stdout).toMatch(/^ +--hidden +--lr +rmse +epochs\nrun-\d .*\n/)
    expect(ended.stdout).toMatch(
      /\nbest +run-\d: --hidden \S+ --lr \S+\nin validation {2}rmse .*, the best of 4 runs\n/,
    )
    expect(ended.stdout).toMatch(/\ntest part +petal width: RMSE .*; baseline/)
    expect(ended.stderr).toContain('held back to choose by')
    expect(
      Math.max(
        ...ended.stdout
          .split('\n')
          .slice(0, 8)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(88)
  })

  test('successive halving: most runs end early; the best has the weights of a whole run', async () => {
    const out = join(scratch, 'halving')
    const flags = [...digits, '--lr', 'log:0.01..10', '--random', '9', '--halving', '--epochs', '9']
    const ended = await run(['sweep', ...flags, '--json', '--quiet', '--out', out])
    const runs = runsOf(ended)
    expect(runs.map(({ epochs }) => epochs).sort()).toEqual([1, 1, 1, 1, 1, 1, 3, 3, 9].sort())
    const [best] = runs
    expect(best).toMatchObject({ state: 'finished', epochs: 9 })
    expect(resultOf(await byHand(best, 'halving')).weightsHash).toBe(best.weightsHash)
    // Nothing was trained twice.
    const epochs = runs.map(
      ({ name }) => logOf(join(out, name)).filter(({ type }) => type === 'epoch').length,
    )
    expect(epochs.reduce((sum, each) => sum + each)).toBe(9 + 2 * 3 + 6)
  })

  test('a run that diverges is the last, and no other suffers', async () => {
    const flags = ['--data', iris, '--label', 'petal width', '--lr', '0.01', '1e30', '--epochs', '2']
    const ended = await run(['sweep', ...flags, '--json', '--quiet', '--out', join(scratch, 'diverged')])
    expect(ended.code).toBe(0)
    expect(runsOf(ended).map(({ state }) => state)).toEqual(['finished', 'diverged'])
    expect(ended.stderr).toMatch(/run-2 diverged: .*not finite/)
  })

  test.each([
    [
      ['--data', iris, '--label', 'species', '--lr', '1', '2', '--metric', 'rmse'],
      2,
      /--metric rmse: expected one for classes/,
    ],
    [
      ['--data', iris, '--label', 'species', '--loss', 'squared', 'cross-entropy', '--metric', 'error'],
      2,
      /--metric error: expected one that means the same/,
    ],
    [['--data', iris, '--label', 'species', '--hidden', '4', '60000,60000'], 2, /parameters/],
    [
      ['--data', iris, '--label', 'species', '--optimizer', 'adam', 'sgd', '--momentum', '0.5'],
      2,
      /--momentum/,
    ],
    [['--data', 'nowhere.csv', '--label', 'y', '--lr', '1', '2'], 3, /nowhere\.csv/],
    [['--resume', scratch], 2, /expected a sweep's folder/],
    [['--lr', '0.1..'], 2, /number above 0/],
  ])('%j is refused before any run begins', async (flags, code, message) => {
    const ended = await run(['sweep', ...flags, '--quiet'], { cwd: scratch })
    expect(ended.stderr).toMatch(message)
    expect(ended.stderr.replace(/^note: a fifth.*\n/, '')).toMatch(/^error: [^\n]+\n$/)
    expect(ended).toMatchObject({ code, stdout: '' })
  })
})

test('killed at any moment and resumed, a sweep with halving comes to the same, and repeats no run', async () => {
  const flags = [
    ...digits,
    '--lr',
    'log:0.01..10',
    '--random',
    '9',
    '--halving',
    '--epochs',
    '60',
    '--json',
    '--quiet',
  ]
  const whole = await run(['sweep', ...flags, '--out', join(scratch, 'whole')])
  const out = join(scratch, 'killed')
  let args = ['sweep', ...flags, '--out', out]
  let kills = 0
  for (const [n, signal] of (['SIGKILL', 'SIGTERM', 'SIGKILL'] as const).entries()) {
    const command = new Command([...args, '--checkpoint-every', '20steps'])
    const begun = countOf(out)
    while (command.child.exitCode === null && countOf(out) < begun + 2 + n) await pause(10)
    command.child.kill(signal)
    if ((await command.ended).code !== 0) kills++
    if (existsSync(join(out, 'config.json'))) args = ['sweep', '--resume', out, '--json', '--quiet']
  }
  expect(kills).toBeGreaterThan(0)
  const ended = await run(args)
  expect(runsOf(ended)).toEqual(runsOf(whole))
  for (const name of readdirSync(out).filter((each) => each.startsWith('run-'))) {
    const epochs = logOf(join(out, name)).flatMap(({ type, epoch }) => (type === 'epoch' ? [epoch] : []))
    // An epoch is in the log again only where it was lost with the process that was killed.
    expect(epochs.length - new Set(epochs).size).toBeLessThanOrEqual(3 * 20)
  }
}, 120_000)

/** Runs of a sweep that have begun to train. */
function countOf(out: string): number {
  if (!existsSync(out)) return 0
  return readdirSync(out).filter((name) => logOf(join(out, name)).some(({ type }) => type === 'epoch')).length
}
