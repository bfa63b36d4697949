import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MPICH, OPEN_MPI, startJob } from './launchers.js'
import { noSlurm, Slurm } from './slurm.js'
import { SOON, struck } from './strike.js'
import { leftAlone } from './train-alone.js'
import { TwoHosts } from './two-hosts.js'

/** Slurm takes seconds to start. */
const asked = process.env.ANTIGRAD_FAULTS === 'full' ? undefined : 'with ANTIGRAD_FAULTS=full'
const missing = asked ?? noSlurm ?? OPEN_MPI.missing ?? MPICH.missing

describe.skipIf(missing)(`srun on two hosts (${missing ?? 'is here'})`, () => {
  let hosts: TwoHosts
  let slurm: Slurm

  beforeAll(async () => {
    hosts = new TwoHosts()
    slurm = new Slurm(hosts)
    await slurm.start()
  }, 60_000)

  afterAll(async () => {
    await slurm.close()
    hosts.close()
  })

  test.each([
    ['Open MPI', 2],
    ['Open MPI', 3],
    ['MPICH', 2],
    ['MPICH', 3],
  ] as const)('%s, %i ranks have the bits of one thread', async (name, ranks) => {
    const here = name === 'MPICH' ? MPICH : OPEN_MPI
    const job = startJob(slurm.launcher(here), ranks, ['train-rank.mjs'], slurm.envOf(here))
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
    const how = { doing: 'training', env: slurm.envOf(here) }
    const job = await struck(slurm.launcher(here), how, (pids) => process.kill(pids[1], signal))
    // The srun that speaks PMI passes on how the ranks ended that it has killed.
    expect(job).toMatchObject({ code: name === 'MPICH' ? 137 : 5, left: [] })
    expect(job.milliseconds).toBeLessThan(SOON)
  })

  test.each(['Open MPI', 'MPICH'] as const)(
    '%s, where srun speaks nothing it is told which flag',
    async (name) => {
      const here = name === 'MPICH' ? MPICH : OPEN_MPI
      const launcher = slurm.launcher(here)
      const words = (ranks: number) =>
        launcher.words(ranks).map((word) => word.replace(/^--mpi=.*/, '--mpi=none'))
      const job = startJob({ ...launcher, words }, 2, ['report-start.mjs'], slurm.envOf(here))
      const { code, stdout } = await job.ended
      expect(code).not.toBe(0)
      for (const line of stdout.trim().split('\n')) expect(line).toMatch(/^srun .* needs: srun --mpi=pmi/)
    },
  )
})
