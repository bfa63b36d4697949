import type { WorkerTask } from './task.js'

/** Threads for the workers of a run, one each, whatever the environment calls them. */
export interface Threads {
  /** Runs the one long task of a worker on a thread of its own. Rejects where the thread dies or the task throws. */
  run(task: WorkerTask): Promise<void>
  /** Lets a process end while the threads have nothing to do, where there is one: a program may forget to close a run. */
  release(): void
  /** Ends all threads, whatever they do. */
  destroy(): Promise<void>
}

/** Called with the error of which a thread that has no task died. */
export type OnIdleThreadError = (error: unknown) => void
