import { openMessages } from '@antigrad/cluster'
import { exitCodeOf, RankFailed } from '../../exit.js'
import { isLeader, type Job } from '../../ranks/job.js'
import { coresOfRank } from '../../run/threads.js'
import type { Launcher } from '../launcher.js'
import { LocalProcesses } from '../local-processes.js'
import type { Order, Report } from './messages.js'
import { RankProcesses } from './rank-processes.js'
import { ServedRuns } from './serve-runs.js'

/**
 * Trains several runs with the processes of all ranks of a job: rank 0 decides and prints as it would alone, the others start
 * what it says. All ranks call it.
 * @param act is called on rank 0
 * @throws RankFailed on all ranks, with the code of rank 0, where that is not 0; WorkerLost where a rank is lost
 */
export async function onRanks(job: Job, act: (launcher: Launcher) => Promise<void>): Promise<void> {
  const own = coresOfRank(job)
  const cores = (await job.gatherTexts(`${own}`)).map(Number)
  const local = new LocalProcesses(own)
  if (isLeader(job)) await lead(job, { local, cores }, act)
  else await follow(job, local)
}

async function lead(
  job: Job,
  { local, cores }: { readonly local: LocalProcesses; readonly cores: readonly number[] },
  act: (launcher: Launcher) => Promise<void>,
): Promise<void> {
  const messages = await openMessages(job, (rank, report) =>
    launcher.take(rank, report as Report | undefined),
  )
  const launcher = new RankProcesses(local, cores, messages)
  try {
    await act(launcher)
    launcher.end(Number(process.exitCode ?? 0))
  } catch (error) {
    if (launcher.hasLost) throw error
    const code = exitCodeOf(error)
    launcher.end(code)
    throw new RankFailed(code, '', error)
  } finally {
    messages.close()
  }
}

async function follow(job: Job, local: LocalProcesses): Promise<void> {
  const served = new ServedRuns(local)
  const messages = await openMessages(job, (rank, order) => served.take(rank, order as Order | undefined))
  try {
    const code = await served.serve(messages)
    if (code !== 0) throw new RankFailed(code)
  } finally {
    messages.close()
  }
}
