import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Command, type Ended, jsonLines, MAIN, run, type Surroundings } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { KOFFI, type Launcher, MPICH, OPEN_MPI } from './launchers.js'
import { childrenOf, processesOf, ranks } from './ranks.js'
import { noSlurm, slurmOfSuite } from './slurm.js'
import { lives, SOON } from './strike.js'

const scratch = scratchFolder()
const digits = ['--data', writeSmallDigits(join(scratch, 'digits'), 1200, 200, 8), '--json', '--quiet']

/** Two rounds: six runs, of which two go on. */
const SWEEP = [
  ...['sweep', ...digits, '--recipe', 'lecture', '--hidden', '16', '--lr', 'log:0.01..10'],
  ...['--random', '6', '--halving', '--epochs', '60', '--checkpoint-every', '20steps'],
]
const FOLDS = ['train', ...digits, '--recipe', 'lecture', '--hidden', '16', '--folds', '3', '--epochs', '2']

/** What came of runs, wherever they are and however long it took. */
function outcome(ended: Ended, folder: string): object {
  expect(ended).toMatchObject({ code: 0 })
  const lines = jsonLines(ended).map(({ seconds, examplesPerSecond, threads, model, ...same }) => same)
  return JSON.parse(JSON.stringify(lines).replaceAll(folder, ''))
}

/** How often each of the runs in a folder has begun, and how often each of its epochs ended. */
function logsIn(folder: string): { starts: number; epochs: number[] }[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^(run|fold)-/.test(name)) : []
  return names.map((name) => {
    const log = join(folder, name, 'log.jsonl')
    // The last line may be half written.
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : []
    const events = lines.map((line): { type: string; epoch: number } => JSON.parse(line))
    const epochs = events.flatMap(({ type, epoch }) => (type === 'epoch' ? [epoch] : []))
    return { starts: events.filter(({ type }) => type === 'start').length, epochs }
  })
}

function begun(folder: string): number {
  return logsIn(folder).filter(({ epochs }) => epochs.length > 0).length
}

describe.skipIf(OPEN_MPI.missing)(`several runs beneath mpirun (${OPEN_MPI.missing ?? 'Open MPI'})`, () => {
  test('folds are those of one machine on 4 ranks, and each begins once', async () => {
    const [alone, together] = ['alone', 'together'].map((name) => join(scratch, name))
    const expected = outcome(await run([...FOLDS, '--out', alone]), alone)
    const ended = await run([...FOLDS, '--out', together], ranks(OPEN_MPI, 4))
    expect(outcome(ended, together)).toEqual(expected)
    const [note, ...others] = ended.stderr.split('\n')
    expect({ note, others }).toEqual({
      note: expect.stringMatching(/^note: the folds divide /),
      others: [''],
    })
    expect(logsIn(together).map(({ starts }) => starts)).toEqual([1, 1, 1])
    const again = await run(['train', '--resume', together, '--json', '--quiet'], ranks(OPEN_MPI, 2))
    expect(again.stdout).toBe(ended.stdout)
  })

  test('a sweep is that of one machine, though a rank is sent a signal and another killed on the way', async () => {
    const [whole, out] = ['whole', 'killed'].map((name) => join(scratch, name))
    const expected = outcome(await run([...SWEEP, '--out', whole]), whole)
    let args = [...SWEEP, '--out', out]
    for (const [n, signal] of (['SIGTERM', 'SIGKILL'] as const).entries()) {
      const command = new Command(args, ranks(OPEN_MPI, 2))
      const before = begun(out)
      while (command.child.exitCode === null && begun(out) < before + 2) await pause(20)
      const [, follower] = processesOf(command.child.pid ?? 0)
      const trains = childrenOf(follower)
      expect(trains).toHaveLength(1)
      const struck = performance.now()
      process.kill(follower, signal)
      const ended = await command.ended
      expect(ended).toMatchObject({ code: n === 0 ? 143 : expect.any(Number), stdout: '' })
      expect(ended.code).not.toBe(0)
      if (n === 0) {
        expect(ended.stderr).toMatch(/^stopped by SIGTERM, \d of 6 runs done; .* sweep --resume .* goes on$/m)
      }
      while (trains.some(lives) && performance.now() < struck + SOON) await pause(20)
      expect(performance.now() - struck).toBeLessThan(SOON)
      args = ['sweep', '--resume', out, '--json', '--quiet']
    }
    expect(outcome(await run(args, ranks(OPEN_MPI, 4)), out)).toEqual(expected)
    for (const { epochs } of logsIn(out)) {
      // An epoch is in the log again only where it was lost with the process that was killed.
      expect(epochs.length - new Set(epochs).size).toBeLessThanOrEqual(20)
    }
  }, 120_000)

  test('where ranks share no file system it ends with 6, and says so', async () => {
    const [here, there] = ['here', 'there'].map((name) => join(scratch, name))
    for (const folder of [here, there]) mkdirSync(folder)
    const words = [process.execPath, MAIN, ...FOLDS, '--out', 'folds']
    const through = [...OPEN_MPI.words(1), '-wdir', here, ...words, ':', '-n', '1', '-wdir', there]
    const apart: Surroundings = { ...ranks(OPEN_MPI, 1), through }
    const ended = await run([...FOLDS, '--out', 'folds'], apart)
    expect(ended.code).toBe(6)
    expect(ended.stderr).toMatch(/^error: folds\/fold-\d: .*: ranks share a file system/m)
  })

  test('2 for what is no sweep, in one line', async () => {
    const ended = await run(['sweep', ...digits, '--lr', '1'], ranks(OPEN_MPI, 2))
    expect(ended.code).toBe(2)
    expect(ended.stderr.match(/^error: .*$/gm)).toEqual([expect.stringContaining('found one run')])
  })
})

/** Of a sweep on two ranks. */
async function expectAsAlone(name: string, onTwoRanks: Surroundings): Promise<void> {
  const [alone, out] = [`${name}-alone`, name].map((folder) => join(scratch, folder))
  const flags = ['sweep', ...digits, '--hidden', '8', '16', '--lr', '0.001', '0.01', '--epochs', '2']
  const expected = outcome(await run([...flags, '--out', alone]), alone)
  expect(outcome(await run([...flags, '--out', out], onTwoRanks), out)).toEqual(expected)
  expect(logsIn(out).map(({ starts }) => starts)).toEqual([1, 1, 1, 1])
}

describe.skipIf(MPICH.missing)(`several runs beneath mpirun (${MPICH.missing ?? 'MPICH'})`, () => {
  test('a sweep is that of one machine', () => expectAsAlone('mpich', ranks(MPICH, 2)))
})

/** Slurm takes seconds to start. */
const asked = process.env.ANTIGRAD_FAULTS === 'full' ? undefined : 'with ANTIGRAD_FAULTS=full'
const noSrun = asked ?? noSlurm ?? OPEN_MPI.missing ?? MPICH.missing

describe.skipIf(noSrun)(`several runs beneath srun on two hosts (${noSrun ?? 'is here'})`, () => {
  const slurm = slurmOfSuite()
  const onHosts = (launcher: Launcher): Surroundings => ({
    through: slurm().launcher(launcher).words(2),
    env: { ...slurm().envOf(launcher), NODE_PATH: KOFFI },
  })

  test.each([
    ['Open MPI', OPEN_MPI],
    ['MPICH', MPICH],
  ])('%s, a sweep is that of one machine', (name, launcher) =>
    expectAsAlone(`srun-${name.replace(' ', '-')}`, onHosts(launcher)),
  )
})
