import { parentPort } from 'node:worker_threads'
import type { Scope } from './scope.js'
import { scope as webScope } from './scope-browser.js'

/** A thread of `node:worker_threads`; Deno and Bun have Web Workers too. */
export const scope: Scope = parentPort
  ? {
      onTask: (take) => parentPort?.on('message', take),
      tell: (over) => parentPort?.postMessage(over),
    }
  : webScope
