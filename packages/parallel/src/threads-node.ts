import { Piscina } from 'piscina'
import type { OnIdleThreadError, Threads } from './threads.js'

export { availableParallelism } from 'node:os'

/** A pool of piscina with as many threads as workers: with fewer, a barrier would never open. */
export function openThreads(workers: number, onIdleThreadError: OnIdleThreadError): Threads {
  const pool = new Piscina({
    filename: new URL('./load-worker.cjs', import.meta.url).href,
    name: 'work',
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
  })
  // Of a thread that has no task: one that piscina started to replace a lost one, and that failed too.
  pool.on('error', onIdleThreadError)
  return {
    run: (task) => pool.run(task),
    destroy: () => pool.destroy(),
  }
}
