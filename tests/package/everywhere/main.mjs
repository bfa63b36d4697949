// In a process: says what came out.
import process from 'node:process'
import * as library from './installed.mjs'
import { run } from './program.mjs'

process.stdout.write(`${JSON.stringify(await run(library))}\n`)
