// What piscina loads in a thread. It is CommonJS because piscina tries `require` first, and a thread that is
// terminated while it requires an ES module aborts the whole process (node 20, `Module::IsGraphAsync`). So
// `require` finds only this, and the worker comes by `import`, when the thread has its task. Bundled for Node, both are one
// CommonJS file.
import type { WorkerTask } from './task.js' with { 'resolution-mode': 'import' }

async function work(task: WorkerTask): Promise<void> {
  const worker = await import('./worker.js')
  await worker.work(task)
}

export = { work }
