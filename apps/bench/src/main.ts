#!/usr/bin/env node
import { exitCodeOf, explain, outliveReaders } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import { enableWideKernels } from '@antigrad/parallel/wide'
import { Command } from 'commander'
import { registerCheck } from './commands/check.js'
import { registerCompare } from './commands/compare.js'
import { registerInference } from './commands/inference.js'
import { registerKernels } from './commands/kernels.js'
import { registerModel } from './commands/model.js'
import { registerPeers } from './commands/peers.js'
import { registerRuntimes } from './commands/runtimes.js'
import { registerScaling } from './commands/scaling.js'

const program = new Command('bench')
  .description('Measures what threads buy: pnpm bench, pnpm bench model, pnpm bench kernels, …')
  .exitOverride()
  // One line a mistake, its suggestion included.
  .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`) })
registerScaling(program)
registerModel(program)
registerKernels(program)
registerCompare(program)
registerCheck(program)
registerPeers(program)
registerRuntimes(program)
registerInference(program)

/** Flags alone measure scaling, so a mistyped command would be taken for an argument of it. */
function checkCommand(name = ''): void {
  const known = program.commands.map((command) => command.name())
  if (name === '' || name.startsWith('-') || name === 'help' || known.includes(name)) return
  throw new UsageError(`bench ${name}: expected flags, or one of ${known.join(', ')}; found no such command`)
}

async function run(): Promise<void> {
  // What is measured is what the command runs.
  enableWideKernels()
  checkCommand(process.argv[2])
  await program.parseAsync()
}

outliveReaders()
await run().catch((error: unknown) => {
  process.stderr.write(explain(error, 'the bench'))
  process.exitCode = exitCodeOf(error)
})
