import { UsageError } from '@antigrad/core'
import type { Threads } from './threads.js'
import { openWorkerThreads } from './worker-thread.js'

/** Cores, as far as the browser tells. */
export function availableParallelism(): number {
  return navigator.hardwareConcurrency || 1
}

/** @throws UsageError where the page may not share memory with workers */
export function checkSharing(): void {
  if (globalThis.crossOriginIsolated !== false) return
  throw new UsageError(
    'this page may not share memory with workers: serve it with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, or train on one thread, with Trainer',
  )
}

/**
 * A Web Worker for each task. Who waits for them must itself be in a worker where the browser has no `Atomics.waitAsync`.
 */
export function openThreads(): Threads {
  // Written so that bundlers find the file.
  return openWorkerThreads(() => new Worker(new URL('./web-worker.js', import.meta.url), { type: 'module' }))
}
