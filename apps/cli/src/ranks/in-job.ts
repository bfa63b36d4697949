import { setTimeout as sleep } from 'node:timers/promises'
import { silence } from '@antigrad/command'
import { Diverged, WorkerLost } from '@antigrad/core'
import { exitCodeOf, explain, RankFailed, Stopped } from '../exit.js'
import { isLeader, type Job } from './job.js'

/** Milliseconds after which another rank may say what rank 0 has not said. */
const LATER = 500

/**
 * Does something on every rank of a job, and ends the job: when all have done it; when it failed on all alike; and otherwise
 * at once, on all.
 * @throws what it threw on rank 0, RankFailed on the others
 */
export async function inJob(job: Job, act: () => Promise<void>): Promise<void> {
  if (!isLeader(job)) silence()
  // A second signal, or a bug, ends this process where it is: the others would wait for it.
  const abandon = (code: number): void => job.abort(code === 0 ? 1 : code)
  process.on('exit', abandon)
  try {
    await act()
    await job.finish()
  } catch (error) {
    if (!failsAlike(error)) await abort(job, error)
    // Where others are lost meanwhile, this error still is why the job ended.
    await job.finish().catch(() => undefined)
    throw isLeader(job) ? error : new RankFailed(exitCodeOf(error))
  } finally {
    process.off('exit', abandon)
  }
}

/** Whether all ranks end with an error that they have agreed on. */
function failsAlike(error: unknown): boolean {
  return error instanceof RankFailed || error instanceof Diverged || error instanceof Stopped
}

async function abort(job: Job, error: unknown): Promise<never> {
  // All ranks miss one that is lost; rank 0 also knows what is kept, and ends the others before they say it.
  if (error instanceof WorkerLost) await sleep(LATER * Math.min(job.rank, 2))
  const line = explain(error, process.env.ANTIGRAD_DEBUG === '1')
  process.stderr.write(isLeader(job) ? line : line.replace(/^error: /, `error: rank ${job.rank}: `))
  return job.abort(exitCodeOf(error))
}
