import type { ClusterGroup } from '@antigrad/cluster'

/** The processes that train a run together, where there are several. */
export type Job = ClusterGroup

/** Whether this process is the one that prints and writes: rank 0 of a job, or a process alone. Other ranks follow it. */
export function isLeader(job: Job | undefined): boolean {
  return job === undefined || job.rank === 0
}
