import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { Command, type Ended, jsonLines, MAIN, resultOf, run } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { MPICH, OPEN_MPI } from './launchers.js'
import { ranks } from './ranks.js'

const scratch = scratchFolder()
const small = writeSmallDigits(join(scratch, 'digits'), 1200, 200)

/** The lecture's network, and one of today's. */
const RUNS = {
  lecture: '--recipe lecture --hidden 40',
  today:
    '--recipe modern --hidden 40,20 --optimizer adamw --dropout 0.2 --clip-norm 1 --ema 0.9 --val-split 0.2 --patience 5',
} as const

function flagsOf(name: keyof typeof RUNS, out: string, ...more: string[]): string[] {
  const flags = ['--data', small, '--epochs', '2', '--batch-size', '400', '--json', '--quiet']
  return ['train', ...flags, ...RUNS[name].split(' '), '--out', join(scratch, out), ...more]
}

/** What came of a run but for how fast. */
function outcome(ended: Ended): object {
  expect(ended).toMatchObject({ code: 0 })
  return jsonLines(ended).map(({ seconds, examplesPerSecond, threads, ranks, model, ...same }) => same)
}

describe.skipIf(OPEN_MPI.missing)(`beneath mpirun (${OPEN_MPI.missing ?? 'Open MPI'})`, () => {
  test.each(['lecture', 'today'] as const)(
    'ranks and threads decide nothing of the network of %s: results, files',
    async (name) => {
      const alone = await run(flagsOf(name, `${name}-alone`, '--threads', '1'))
      for (const [count, threads] of [
        [1, 2],
        [2, 1],
        [4, 1],
      ] as const) {
        const out = `${name}-${count}`
        const ended = await run(flagsOf(name, out, '--threads', `${threads}`), ranks(OPEN_MPI, count))
        expect(outcome(ended)).toEqual(outcome(alone))
        expect(readdirSync(join(scratch, out)).sort()).toEqual(
          readdirSync(join(scratch, `${name}-alone`)).sort(),
        )
        if (count > 1) expect(resultOf(ended)).toMatchObject({ threads, ranks: count })
      }
    },
  )

  test('a run goes on on other ranks, and on none', async () => {
    const whole = await run(flagsOf('today', 'whole', '--epochs', '3'))
    await run(flagsOf('today', 'parts', '--epochs', '3', '--until', '1'), ranks(OPEN_MPI, 2))
    const parts = ['train', '--resume', join(scratch, 'parts'), '--json', '--quiet']
    await run([...parts, '--until', '2'], ranks(OPEN_MPI, 3))
    const ended = await run([...parts, '--threads', '2'])
    expect(resultOf(ended).weightsHash).toBe(resultOf(whole).weightsHash)
  })

  test('where ranks beyond the blocks compute nothing, one line says so', async () => {
    const ended = await run(flagsOf('lecture', 'idle', '--batch-size', '200'), ranks(OPEN_MPI, 3))
    expect(ended.code).toBe(0)
    expect(ended.stderr.split('\n').filter((line) => line.includes('ranks'))).toEqual([
      'note: a minibatch is 2 blocks of 100 rows: 1 of 3 ranks compute none of it; a larger --batch-size would use them',
    ])
  })

  test('what is printed is plain text: a terminal of no width is a pipe', async () => {
    const flags = flagsOf('lecture', 'printed').filter((word) => word !== '--json' && word !== '--quiet')
    const ended = await run(flags, ranks(OPEN_MPI, 2))
    expect(ended.stdout).toMatch(/^trained in .* on 2 ranks of 1 thread$/m)
    expect(ended.stderr.match(/^epoch /gm)).toHaveLength(2)
    expect(ended.stdout + ended.stderr).not.toContain('\u001b')
  })

  test('3 where a rank has read other examples, and it is named', async () => {
    const other = writeSmallDigits(join(scratch, 'other'), 1000, 200)
    const flags = flagsOf('lecture', 'mixed')
    const second = [
      '-n',
      '1',
      process.execPath,
      MAIN,
      ...flags.map((word) => (word === small ? other : word)),
    ]
    const ended = await run([...flags, ':', ...second], ranks(OPEN_MPI, 1))
    expect(ended.code).toBe(3)
    expect(ended.stderr).toMatch(
      /^error: rank 1: examples: expected sha256:\w+, as rank 0 has, found sha256:\w+$/m,
    )
    expect(existsSync(join(scratch, 'mixed'))).toBe(false)
  })

  test('where a rank cannot begin, a finished run that was to be replaced or to go on is left as it is', async () => {
    const flags = flagsOf('lecture', 'kept', '--report')
    resultOf(await run(flags))
    const folder = join(scratch, 'kept')
    const contents = (): unknown[] =>
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')])
    const before = contents()
    const replaced = [...flags, '--force']
    const resumed = ['train', '--resume', folder, '--epochs', '3', '--json', '--quiet']
    for (const [first, change, code] of [
      [replaced, ['--data', join(scratch, 'none')], 3],
      [replaced, ['--lr', '2'], 2],
      [resumed, ['--data', join(scratch, 'none')], 3],
    ] as const) {
      const second = ['-n', '1', process.execPath, MAIN, ...first, ...change]
      const ended = await run([...first, ':', ...second], ranks(OPEN_MPI, 1))
      expect(ended.code).toBe(code)
      expect(ended.stderr).toMatch(/^error: rank 1: /m)
      expect(contents()).toEqual(before)
    }
  })

  test('6 where rank 0 cannot save, and all end', async () => {
    const often = ['--epochs', '100000', '--checkpoint-every', '5steps']
    const command = new Command(flagsOf('lecture', 'gone', ...often), ranks(OPEN_MPI, 2))
    const folder = join(scratch, 'gone')
    while (!existsSync(join(folder, 'checkpoint.safetensors')) && command.child.exitCode === null)
      await sleep(20)
    renameSync(folder, join(scratch, 'elsewhere'))
    const ended = await command.ended
    expect(ended.code).toBe(6)
    expect(ended.stderr).toMatch(/^error: .*checkpoint\.safetensors: /m)
  })

  test('2 where a rank was asked for something else', async () => {
    const flags = flagsOf('lecture', 'asked', '--lr', '1')
    const second = ['-n', '1', process.execPath, MAIN, ...flags, '--lr', '2']
    const ended = await run([...flags, ':', ...second], ranks(OPEN_MPI, 1))
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(/^error: rank 1: --lr: expected 1, as rank 0 has, found 2$/m)
  })

  test('2 where one rank was asked for several runs, and another for one', async () => {
    const flags = flagsOf('lecture', 'several')
    const second = ['-n', '1', process.execPath, MAIN, ...flags, '--seeds', '2']
    const ended = await run([...flags, ':', ...second], ranks(OPEN_MPI, 1))
    expect(ended.code).toBe(2)
    expect(ended.stderr.match(/^error: .*$/gm)).toEqual([
      'error: rank 1: expected one run, as rank 0 has, found several runs: ranks have the same flags, and share a file system',
    ])
  })

  test('--no-mpi trains alone', async () => {
    const ended = await run(flagsOf('lecture', 'refused', '--no-mpi'), ranks(OPEN_MPI, 1))
    expect(resultOf(ended)).not.toHaveProperty('ranks')
  })
})

describe('more ranks than cores', () => {
  // Minibatches of 1024 and 176 rows: eight blocks of the one, so that no rank is idle, and two of the other.
  const flags = (out: string, ...more: string[]) => flagsOf('today', out, '--batch-size', '1024', ...more)
  let expected: object

  beforeAll(async () => {
    if (OPEN_MPI.missing && MPICH.missing) return
    expected = outcome(await run(flags('alone', '--threads', '2')))
  }, 60_000)

  describe.each([
    ['Open MPI', OPEN_MPI],
    ['MPICH', MPICH],
  ])('%s', (name, launcher) => {
    test.skipIf(launcher.missing).each([5, 8])(
      `%i ranks decide nothing (${launcher.missing ?? 'they are here'})`,
      async (count) => {
        const ended = await run(flags(`ranks-${count}-${name}`, '--threads', '1'), ranks(launcher, count))
        expect(outcome(ended)).toEqual(expected)
        expect(resultOf(ended)).toMatchObject({ ranks: count })
      },
      120_000,
    )
  })
})
