import type { WorkerTask } from './task.js'
import type { Threads } from './threads.js'

/** A `Worker` of a page or of `node:worker_threads`, as far as it is used. */
export type WorkerThread = PageWorker | NodeWorker

interface PageWorker {
  postMessage(message: unknown): void
  terminate(): void
  addEventListener(type: 'message' | 'error', listener: (event: object) => void): void
}

interface NodeWorker {
  postMessage(message: unknown): void
  terminate(): Promise<number>
  on(event: 'message' | 'error' | 'exit', listener: (...values: unknown[]) => void): unknown
  unref(): void
}

/** What a worker says when its task is over. */
export interface TaskOver {
  /** What it threw; undefined where it ended as it should. */
  readonly failure?: string
}

/** What to do where a worker's file did not load, of which browsers say nothing. */
const NOT_LOADED =
  'its file did not load; where a bundler leaves it out or it is of another origin, pass `worker`, a function that starts a file of yours that imports antigrad/worker'

/**
 * A thread for each task, started by a function.
 * @param start throws where the environment refuses
 */
export function openWorkerThreads(start: () => WorkerThread): Threads {
  const threads: WorkerThread[] = []
  return {
    run: (task: WorkerTask) =>
      new Promise((resolve, reject) => {
        const over = ({ failure }: TaskOver): void => {
          if (failure === undefined) resolve()
          else reject(new Error(failure))
        }
        const thread = started(start)
        threads.push(thread)
        if ('on' in thread) {
          thread.on('message', (message) => over(message as TaskOver))
          thread.on('error', reject)
          thread.on('exit', (code) => reject(new Error(`the thread ended with code ${code}`)))
        } else {
          thread.addEventListener('message', (event) => over((event as MessageEvent<TaskOver>).data))
          // Of a file that does not load there is no message.
          thread.addEventListener('error', (event) =>
            reject(new Error((event as ErrorEvent).message || NOT_LOADED)),
          )
        }
        thread.postMessage(task)
      }),
    release() {
      for (const thread of threads) if ('unref' in thread) thread.unref()
    },
    async destroy() {
      await Promise.all(threads.map((thread) => thread.terminate()))
    },
  }
}

function started(start: () => WorkerThread): WorkerThread {
  try {
    return start()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(`${message}: ${NOT_LOADED}`, { cause: error })
  }
}
