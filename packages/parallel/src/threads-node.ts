import type { MessagePort } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { OnIdleThreadError, Threads } from './threads.js'

export { availableParallelism } from 'node:os'

/** Processes always may share memory between their threads. */
export function checkSharing(): void {}

/** Of what a worker creates and drops: next to nothing, so that V8 would only spread it over more memory. */
const YOUNG_MEGABYTES = 2

/** A pool of piscina with as many threads as workers: with fewer, a barrier would never open. */
export function openThreads(workers: number, onIdleThreadError: OnIdleThreadError): Threads {
  const ports: MessagePort[] = []
  const pool = new Piscina({
    filename: new URL('./load-worker.cjs', import.meta.url).href,
    name: 'work',
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })
  pool.on('workerCreate', (worker) => ports.push(...portsOf(worker)))
  // Of a thread that has no task: one that piscina started to replace a lost one, and that failed too.
  pool.on('error', onIdleThreadError)
  return {
    run: (task) => pool.run(task),
    release() {
      for (const port of ports) port.unref()
    },
    destroy: () => pool.destroy(),
  }
}

/**
 * What piscina speaks to a thread through, and what keeps the process alive as long as the thread has a task, which is always.
 * It is under a symbol of piscina's own (`PiscinaWorker`, piscina's worker_pool/index.d.ts).
 */
function portsOf(worker: object): MessagePort[] {
  const data = Object.getOwnPropertySymbols(worker).map((symbol) => Reflect.get(worker, symbol))
  return data.flatMap(({ port }: { readonly port?: MessagePort }) => port ?? [])
}
