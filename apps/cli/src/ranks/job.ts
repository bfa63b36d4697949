import type { ClusterGroup } from '@antigrad/cluster'

/** The processes that train a run together, where there are several. */
export type Job = ClusterGroup

/** Whether this process prints and writes: all do but ranks other than 0. */
export function speaks(job: Job | undefined): boolean {
  return job === undefined || job.rank === 0
}
