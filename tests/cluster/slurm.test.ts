import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { MAIN, resultOf, run } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { KOFFI, MPICH, OPEN_MPI, startJob } from './launchers.js'
import { noSlurm, slurmOfSuite } from './slurm.js'
import { SOON, struck } from './strike.js'
import { leftAlone } from './train-alone.js'

/** Slurm takes seconds to start. */
const asked = process.env.ANTIGRAD_FAULTS === 'full' ? undefined : 'with ANTIGRAD_FAULTS=full'
const missing = asked ?? noSlurm ?? OPEN_MPI.missing ?? MPICH.missing

const SCRIPT = fileURLToPath(new URL('../../examples/cluster/train.slurm', import.meta.url))

const scratch = scratchFolder()
const small = writeSmallDigits(join(scratch, 'digits'), 6000, 200)

describe.skipIf(missing)(`srun on two hosts (${missing ?? 'is here'})`, () => {
  const slurm = slurmOfSuite()

  test.each([
    ['Open MPI', 2],
    ['Open MPI', 3],
    ['MPICH', 2],
    ['MPICH', 3],
  ] as const)('%s, %i ranks have the bits of one thread', async (name, ranks) => {
    const here = name === 'MPICH' ? MPICH : OPEN_MPI
    const job = startJob(slurm().launcher(here), ranks, ['train-rank.mjs'], slurm().envOf(here))
    const { code, stdout, stderr } = await job.ended
    expect({ code, stderr }).toMatchObject({ code: 0 })
    const left = leftAlone()
    expect(JSON.parse(stdout)).toEqual(Array.from({ length: ranks }, (_, rank) => ({ rank, ranks, left })))
  })

  test.each([
    ['Open MPI', 'SIGSTOP'],
    ['Open MPI', 'SIGKILL'],
    ['MPICH', 'SIGSTOP'],
    ['MPICH', 'SIGKILL'],
  ] as const)('%s, a rank is sent %s: nobody is left on either host', async (name, signal) => {
    const here = name === 'MPICH' ? MPICH : OPEN_MPI
    const how = { doing: 'training', env: slurm().envOf(here) }
    const job = await struck(slurm().launcher(here), how, (pids) => process.kill(pids[1], signal))
    // The srun that speaks PMI passes on how the ranks ended that it has killed.
    expect(job).toMatchObject({ code: name === 'MPICH' ? 137 : 5, left: [] })
    expect(job.milliseconds).toBeLessThan(SOON)
  })

  test.each(['Open MPI', 'MPICH'] as const)(
    '%s, where srun speaks nothing it is told which flag',
    async (name) => {
      const here = name === 'MPICH' ? MPICH : OPEN_MPI
      const launcher = slurm().launcher(here)
      const words = (ranks: number) =>
        launcher.words(ranks).map((word) => word.replace(/^--mpi=.*/, '--mpi=none'))
      const job = startJob({ ...launcher, words }, 2, ['report-start.mjs'], slurm().envOf(here))
      const { code, stdout } = await job.ended
      expect(code).not.toBe(0)
      for (const line of stdout.trim().split('\n')) expect(line).toMatch(/^srun .* needs: srun --mpi=pmi/)
    },
  )

  test('examples/cluster/train.slurm: cancelled and submitted again it ends with the weights of one process', {
    timeout: 180_000,
  }, async () => {
    const out = join(scratch, 'job')
    const env = {
      ...slurm().envOf(OPEN_MPI),
      NODE_PATH: KOFFI,
      ANTIGRAD: `${process.execPath} ${MAIN}`,
      DATA: small,
      OUT: out,
    }
    const size = ['--nodes=2', '--cpus-per-task=1', `--output=${join(scratch, 'said-%j')}`]
    const submit = (...flags: string[]) =>
      slurm()
        .run(['sbatch', '--parsable', ...flags, ...size, SCRIPT], env)
        .trim()
    const job = submit()
    const said = () => {
      const file = join(scratch, `said-${job}`)
      return existsSync(file) ? readFileSync(file, 'utf8') : ''
    }
    while (!said().includes('epoch')) await sleep(50)
    slurm().run(['scancel', job])
    while (slurm().run(['squeue', '--noheader']).includes(job)) await sleep(100)
    expect(said()).toContain('stopped by SIGTERM')
    const resumed = submit('--wait').split('\n')[0]
    const flags = ['--data', small, '--hidden', '800', '--batch-size', '1024', '--json', '--quiet']
    const alone = resultOf(await run(['train', ...flags, '--out', join(scratch, 'alone')]))
    expect(readFileSync(join(scratch, `said-${resumed}`), 'utf8')).toContain(`${alone.weightsHash}`)
  })
})
