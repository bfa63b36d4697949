// In a process whose program is one file, with the worker of its own beside it.
import { Worker } from 'node:worker_threads'
import * as library from './installed.mjs'
import { run } from './program.mjs'

const worker = () => new Worker(new URL('worker.mjs', import.meta.url))
process.stdout.write(`${JSON.stringify(await run(library, worker))}\n`)
