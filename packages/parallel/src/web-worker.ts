import type { WorkerTask } from './task.js'
import type { TaskOver } from './threads-browser.js'
import { work } from './worker.js'

// What piscina does in Node: takes the task, runs it, says how it ended.
addEventListener('message', async ({ data }: MessageEvent<WorkerTask>) => {
  const tell = (over: TaskOver): void => postMessage(over)
  try {
    await work(data)
    tell({})
  } catch (error) {
    tell({ failure: error instanceof Error ? error.message : String(error) })
  }
})
