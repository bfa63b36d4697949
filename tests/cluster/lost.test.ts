import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type Launcher, MPICH, OPEN_MPI, startJob } from './launchers.js'

/** Milliseconds within which a job has ended everywhere. */
const SOON = 10_000

const RANKS = 3

/** Whether every case is tried, rather than one of each kind. */
const ALL = process.env.ANTIGRAD_FAULTS === 'full'

/** Whether a process does anything any more. */
function lives(pid: number): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Starts ranks, does something to one of them, and sees how the job ends. */
async function strike(launcher: Launcher, doing: string, rank: number, signal: NodeJS.Signals) {
  const job = startJob(launcher, RANKS, ['endless-rank.mjs', doing])
  const pids: number[] = []
  while (pids.filter((pid) => pid > 0).length < RANKS) {
    for (const [, rank, pid] of job.stdout().matchAll(/^rank (\d): (\d+)$/gm))
      pids[Number(rank)] = Number(pid)
    await sleep(20)
  }
  await sleep(500)
  expect(pids.every(lives)).toBe(true)
  process.kill(pids[rank], signal)
  const began = performance.now()
  const { code, stderr } = await job.ended
  const atMost = began + SOON
  // The mpirun of MPICH ends before those that it has told to end.
  while (pids.some(lives) && performance.now() < atMost) await sleep(20)
  return { code, stderr, milliseconds: performance.now() - began, left: pids.filter(lives) }
}

function testLauncher(launcher: Launcher, killed: number): void {
  const stopped = [
    ['training', 2],
    ['training', 0],
    ['waiting', 1],
  ] as const
  test.concurrent.each(ALL ? stopped : stopped.slice(0, 1))(
    '%s, rank %i is stopped: 5, and nobody is left',
    async (doing, rank) => {
      const { code, stderr, milliseconds, left } = await strike(launcher, doing, rank, 'SIGSTOP')
      expect(stderr).toMatch(new RegExp(`WorkerLost: rank ${rank} \\(.+\\) has been silent for 6 s`))
      expect({ code, left }).toEqual({ code: 5, left: [] })
      expect(milliseconds).toBeLessThan(SOON)
    },
  )

  const struck = [
    ['waiting', 1],
    ['training', 0],
    ['blocked', 1],
  ] as const
  test.concurrent.each(ALL ? struck : struck.slice(0, 1))(
    '%s, rank %i is killed: nobody is left',
    async (doing, rank) => {
      const { code, milliseconds, left } = await strike(launcher, doing, rank, 'SIGKILL')
      expect({ code, left }).toEqual({ code: killed, left: [] })
      expect(milliseconds).toBeLessThan(SOON)
    },
  )

  test.concurrent('also where no main thread hears of it', async () => {
    const { code, stderr, milliseconds, left } = await strike(launcher, 'blocked', 1, 'SIGSTOP')
    expect(stderr).toMatch(/^error: rank 1 \(.+\) has been silent for 6 s/m)
    expect(left).toEqual([])
    expect(code).not.toBe(0)
    expect(milliseconds).toBeLessThan(SOON)
  })
}

describe.skipIf(OPEN_MPI.missing)(`Open MPI (${OPEN_MPI.missing ?? 'is here'})`, () => {
  testLauncher(OPEN_MPI, 137)
})

describe.skipIf(MPICH.missing)(`MPICH (${MPICH.missing ?? 'is here'})`, () => {
  testLauncher(MPICH, 9)
})
