// In a page: what came out is left in `result`.
import * as library from './installed.mjs'
import { run } from './program.mjs'

globalThis.result = run(library).catch((error) => ({ error: String(error) }))
