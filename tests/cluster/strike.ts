import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type EndedJob, type Launcher, startJob } from './launchers.js'

/** Milliseconds within which a job has ended everywhere. */
export const SOON = 10_000

const RANKS = 3

/** How a job ended that something was done to. */
export interface Struck extends EndedJob {
  /** Until the launcher and all ranks had ended, or for as long as it was waited for. */
  readonly milliseconds: number
  /** Processes of ranks that had not. */
  readonly left: readonly number[]
}

/**
 * Starts ranks that go on until another is lost, does something to them, and sees how the job ends.
 * @param doing see endless-rank.mjs
 * @param strike is given the process of each rank
 */
export async function struck(
  launcher: Launcher,
  { doing, env }: { readonly doing: string; readonly env?: NodeJS.ProcessEnv },
  strike: (pids: readonly number[]) => void,
): Promise<Struck> {
  const job = startJob(launcher, RANKS, ['endless-rank.mjs', doing], env)
  const pids = new Map<number, number>()
  let hasEnded = false
  job.ended.finally(() => {
    hasEnded = true
  })
  while (pids.size < RANKS && !hasEnded) {
    for (const [, rank, pid] of job.stdout().matchAll(/^rank (\d): (\d+)$/gm)) {
      pids.set(Number(rank), Number(pid))
    }
    await sleep(20)
  }
  await sleep(500)
  const all = Array.from({ length: RANKS }, (_, rank) => pids.get(rank) ?? 0)
  if (!all.every(lives)) throw new Error(`not all ranks live: ${(await job.ended).stderr}`)
  strike(all)
  const began = performance.now()
  const ended = await job.ended
  // The mpirun of MPICH ends before those that it has told to end.
  while (all.some(lives) && performance.now() < began + SOON) await sleep(20)
  return { ...ended, milliseconds: performance.now() - began, left: all.filter(lives) }
}

/** Whether a process does anything any more. */
export function lives(pid: number): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
