import type { Scope } from './scope.js'
import type { WorkerTask } from './task.js'

/** A Web Worker. */
export const scope: Scope = {
  onTask: (take) => addEventListener('message', ({ data }: MessageEvent<WorkerTask>) => take(data)),
  tell: (over) => postMessage(over),
}
