// In a page, with the worker of its own beside it.
import * as library from './installed.mjs'
import { run } from './program.mjs'

const worker = () => new Worker(new URL(/* @vite-ignore */ 'worker.js', document.baseURI), { type: 'module' })
globalThis.result = run(library, worker).catch((error) => ({ error: String(error) }))
