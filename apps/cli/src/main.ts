#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { registerApproximate } from './commands/approximate.js'
import { registerDescend } from './commands/descend.js'
import { registerEvaluate } from './commands/evaluate.js'
import { registerExplain } from './commands/explain.js'
import { registerPredict } from './commands/predict.js'
import { registerTrain } from './commands/train.js'
import { registerVerify } from './commands/verify.js'
import { exitCodeOf, explain } from './exit.js'
import { outliveReaders } from './output.js'

function createProgram(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const program = new Command('antigrad')
    .description('Trains neural networks on every core, with the same bits on any number of threads.')
    .version(version)
    .exitOverride()
    // One line a mistake, its suggestion included.
    .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`) })
  registerTrain(program)
  registerEvaluate(program)
  registerPredict(program)
  registerVerify(program)
  registerApproximate(program)
  registerDescend(program)
  registerExplain(program)
  return program
}

function fail(error: unknown): void {
  process.stderr.write(explain(error, process.env.ANTIGRAD_DEBUG === '1'))
  process.exitCode = exitCodeOf(error)
}

outliveReaders()
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    fail(error)
    process.exit()
  })
}
await createProgram().parseAsync().catch(fail)
