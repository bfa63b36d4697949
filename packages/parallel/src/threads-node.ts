import { Piscina } from 'piscina'
import type { Mourner, Threads } from './threads.js'

export { availableParallelism } from 'node:os'

/** A pool of piscina with as many threads as workers: fewer would never meet at a barrier. */
export function openThreads(workers: number, mourn: Mourner): Threads {
  const pool = new Piscina({
    filename: new URL('./load-worker.cjs', import.meta.url).href,
    name: 'work',
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
  })
  // Of a thread that has no task: one that piscina started in the place of a lost one, and that failed too.
  pool.on('error', mourn)
  return {
    run: (task) => pool.run(task),
    destroy: () => pool.destroy(),
  }
}
