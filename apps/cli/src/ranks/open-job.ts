import { launchOf } from '@antigrad/cluster/launcher'
import type { Job } from './job.js'

/**
 * Joins the other processes that mpirun or srun started with this one. Nothing of MPI is loaded where there are none.
 * @param asked whether to: where there are any, unless said
 * @param threads of this process that were asked for
 * @returns undefined where this process is alone
 * @throws UsageError where MPI cannot be used as things are: it says what mends it
 */
export async function openJob(asked?: boolean, threads?: number | 'auto'): Promise<Job | undefined> {
  if (asked === false || (asked === undefined && !launchOf(process.env))) return undefined
  const { openCluster } = await import('@antigrad/cluster')
  return openCluster({ mpi: asked === true, ...(typeof threads === 'number' && { threads }) })
}
