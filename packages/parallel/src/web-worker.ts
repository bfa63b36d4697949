import { scope } from '#scope'
import type { WorkerTask } from './task.js'
import { work } from './worker.js'
import type { TaskOver } from './worker-thread.js'

// What piscina does: takes the task, runs it, says how it ended.
scope.onTask(async (task: WorkerTask) => {
  const tell = (over: TaskOver): void => scope.tell(over)
  try {
    await work(task)
    tell({})
  } catch (error) {
    tell({ failure: error instanceof Error ? error.message : String(error) })
  }
})
