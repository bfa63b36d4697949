import type { WorkerTask } from './task.js'
import type { TaskOver } from './worker-thread.js'

/** What a worker hears and speaks through, whatever the environment calls it. */
export interface Scope {
  onTask(take: (task: WorkerTask) => void): void
  tell(over: TaskOver): void
}
