import { describe, expect, test } from 'vitest'
import { type Launcher, MPICH, OPEN_MPI } from './launchers.js'
import { SOON, struck } from './strike.js'

/** Whether every case is tried, rather than one of each kind. */
const ALL = process.env.ANTIGRAD_FAULTS === 'full'

function testLauncher(launcher: Launcher, killed: number): void {
  const stopped = [
    ['training', 2],
    ['training', 0],
    ['waiting', 1],
  ] as const
  test.each(ALL ? stopped : stopped.slice(0, 1))(
    '%s, rank %i is stopped: 5, and nobody is left',
    async (doing, rank) => {
      const job = await struck(launcher, { doing }, (pids) => process.kill(pids[rank], 'SIGSTOP'))
      expect(job.stderr).toMatch(new RegExp(`WorkerLost: rank ${rank} \\(.+\\) has been silent for 6 s`))
      expect(job).toMatchObject({ code: 5, left: [] })
      expect(job.milliseconds).toBeLessThan(SOON)
    },
  )

  const dead = [
    ['waiting', 1],
    ['training', 0],
    ['blocked', 1],
  ] as const
  test.each(ALL ? dead : dead.slice(0, 1))('%s, rank %i is killed: nobody is left', async (doing, rank) => {
    const job = await struck(launcher, { doing }, (pids) => process.kill(pids[rank], 'SIGKILL'))
    expect(job).toMatchObject({ code: killed, left: [] })
    expect(job.milliseconds).toBeLessThan(SOON)
  })

  test('also where no main thread hears of it', async () => {
    const job = await struck(launcher, { doing: 'blocked' }, (pids) => process.kill(pids[1], 'SIGSTOP'))
    expect(job.stderr).toMatch(/^error: rank 1 \(.+\) has been silent for 6 s/m)
    expect(job.left).toEqual([])
    expect(job.code).not.toBe(0)
    expect(job.milliseconds).toBeLessThan(SOON)
  })
}

describe.skipIf(OPEN_MPI.missing)(`Open MPI (${OPEN_MPI.missing ?? 'is here'})`, { concurrent: true }, () => {
  testLauncher(OPEN_MPI, 137)
})

describe.skipIf(MPICH.missing)(`MPICH (${MPICH.missing ?? 'is here'})`, { concurrent: true }, () => {
  testLauncher(MPICH, 9)
})
