import type { WorkerTask } from './task.js'
import type { Threads } from './threads.js'

/** What a worker says when its task is over. */
export interface TaskOver {
  /** What it threw; undefined where it ended as it should. */
  readonly failure?: string
}

/** Cores, as far as the browser tells. */
export function availableParallelism(): number {
  return navigator.hardwareConcurrency || 1
}

/**
 * A Web Worker for each task. Shared memory reaches them only where the page is cross-origin isolated; and
 * who waits for them must itself be in a worker where the browser has no `Atomics.waitAsync`.
 */
export function openThreads(): Threads {
  const workers: Worker[] = []
  return {
    run: (task: WorkerTask) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(new URL('./web-worker.js', import.meta.url), { type: 'module' })
        workers.push(worker)
        worker.addEventListener('message', ({ data: { failure } }: MessageEvent<TaskOver>) => {
          if (failure === undefined) resolve()
          else reject(new Error(failure))
        })
        worker.addEventListener('error', ({ message }) => reject(new Error(message || 'it did not start')))
        worker.postMessage(task)
      }),
    async destroy() {
      for (const worker of workers) worker.terminate()
    },
  }
}
