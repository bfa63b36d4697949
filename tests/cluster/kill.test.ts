import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resultOf, run } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { Disk } from './disk.js'
import { type Launcher, MPICH, OPEN_MPI } from './launchers.js'
import { noSlurm, slurmOfSuite } from './slurm.js'
import { hashOfResumed, type Job, strikeTraining, trainingFlags } from './struck-training.js'
import { Tally } from './tally.js'
import { noHosts, TwoHosts } from './two-hosts.js'

/** The kills of one launcher take minutes. */
const asked = process.env.ANTIGRAD_FAULTS === 'full' ? undefined : 'with ANTIGRAD_FAULTS=full'

type Signal = 'SIGKILL' | 'SIGSTOP' | 'SIGTERM' | 'SIGINT'

/** Exit codes of the command; of a rank that is killed the launcher says its own. */
const CODES = { SIGSTOP: 5, SIGTERM: 143, SIGINT: 130 } as const

/** Milliseconds after the first checkpoint. */
const DELAYS = [0, 150]

const SIGNALS = ['SIGKILL', 'SIGSTOP', 'SIGTERM', 'SIGINT'] as const

const scratch = scratchFolder()
const data = writeSmallDigits(join(scratch, 'digits'), 6000, 200)

/** Of a run that nothing is done to. */
let hash: unknown

const tally = new Tally()

beforeAll(async () => {
  if (asked === undefined) hash = resultOf(await run(trainingFlags(data, join(scratch, 'whole')))).weightsHash
}, 60_000)

afterAll(() => {
  for (const line of tally.lines()) process.stdout.write(`${line}\n`)
})

/** The folder of a case. What runs a command on a host takes its words apart at spaces. */
function folderOf(name: string): string {
  return join(scratch, name.replaceAll(/\W+/g, '-'))
}

/** What is done, to which rank, and how many milliseconds after the first checkpoint. */
type Case = readonly [rank: number, signal: Signal, later: number]

const CASES: readonly Case[] = [0, 1, 2].flatMap((rank) =>
  SIGNALS.flatMap((signal) => DELAYS.map((later) => [rank, signal, later] as const)),
)

/** @param codes of the launcher after each signal; of what is not named there any but 0 */
function testSignals(name: string, jobOf: () => Job, codes: { readonly [signal in Signal]?: number }): void {
  test.each(CASES)(
    'rank %i by %s after %i ms: all end soon, and what is left goes on to the same weights',
    async (rank, signal, later) => {
      const out = folderOf(`${name} ${rank} ${signal} ${later}`)
      const job = jobOf()
      const fault = `${name}, ${signal}`
      tally.begin(fault)
      const ended = await strikeTraining(job, { out, later }, (pids) => process.kill(pids[rank], signal))
      tally.end(fault, ended.milliseconds)
      const code = codes[signal]
      if (code === undefined) expect(ended.code).not.toBe(0)
      else expect(ended.code).toBe(code)
      if (signal === 'SIGTERM' || signal === 'SIGINT') {
        expect(ended.stderr.match(new RegExp(`stopped by ${signal} `, 'g'))).toHaveLength(1)
      }
      if (signal === 'SIGSTOP') {
        expect(ended.stderr).toMatch(
          new RegExp(
            `^error: (rank \\d: )?rank ${rank} \\(.+\\) has been silent .+ --resume .+ goes on$`,
            'm',
          ),
        )
      }
      expect(await hashOfResumed(job, out)).toBe(hash)
      tally.goOn(fault)
    },
  )
}

for (const launcher of [OPEN_MPI, MPICH]) {
  const missing = asked ?? launcher.missing
  describe.skipIf(missing)(`ranks that end early, ${launcher.name} (${missing ?? 'is here'})`, () => {
    const job = { launcher, data }
    testSignals(launcher.name, () => job, CODES)

    // Who may add hosts may mount.
    test.skipIf(noHosts).each(DELAYS)('the disk of rank 0 is full after %i ms: 6', async (later) => {
      const disk = new Disk(folderOf(`disk ${launcher.name} ${later}`))
      const fault = `${launcher.name}, a full disk`
      tally.begin(fault)
      try {
        const out = join(disk.folder, 'out')
        const ended = await strikeTraining(job, { out, later }, () => disk.fill())
        tally.end(fault, ended.milliseconds)
        expect(ended.code).toBe(6)
        expect(ended.stderr).toMatch(/^error: .*out\/.+: /m)
        disk.clear()
        expect(await hashOfResumed(job, out)).toBe(hash)
        tally.goOn(fault)
      } finally {
        disk.unmount()
      }
    })
  })

  const noCable = missing ?? noHosts
  describe.skipIf(noCable)(`two hosts, ${launcher.name} (${noCable ?? 'are here'})`, () => {
    test.each(DELAYS)('the cable is pulled after %i ms', async (later) => {
      const hosts = new TwoHosts()
      const fault = `${launcher.name}, a cable`
      tally.begin(fault)
      try {
        const out = folderOf(`cable ${launcher.name} ${later}`)
        const job = { launcher: hosts.launcher(launcher), env: hosts.env, data }
        const ended = await strikeTraining(job, { out, later }, () => hosts.setCable('host-b', 'down'))
        tally.end(fault, ended.milliseconds)
        expect(ended.code).not.toBe(0)
        hosts.setCable('host-b', 'up')
        expect(await hashOfResumed(job, out)).toBe(hash)
        tally.goOn(fault)
      } finally {
        hosts.close()
      }
    })
  })
}

const noSrun = asked ?? noSlurm ?? OPEN_MPI.missing ?? MPICH.missing
describe.skipIf(noSrun)(`srun on two hosts (${noSrun ?? 'is here'})`, () => {
  const slurm = slurmOfSuite()
  const jobOf = (here: Launcher): Job => ({
    launcher: slurm().launcher(here),
    env: slurm().envOf(here),
    data,
  })

  describe('Open MPI', () => testSignals('srun, Open MPI', () => jobOf(OPEN_MPI), CODES))
  // The srun that speaks PMI passes on how the rank ended that it has killed.
  describe('MPICH', () => testSignals('srun, MPICH', () => jobOf(MPICH), { ...CODES, SIGSTOP: 137 }))
})
