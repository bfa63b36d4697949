#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { outliveReaders } from '@antigrad/command'
import { Command } from 'commander'
import { registerCommands } from './commands.js'
import { exitCodeOf, explain } from './exit.js'
import { refuseEmptyTexts } from './flags.js'

async function run(args: readonly string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const program = new Command('antigrad')
    .description('Trains neural networks on every core, with the same bits on any number of threads.')
    .version(version)
    .exitOverride()
    .hook('preAction', (_, command) => refuseEmptyTexts(command))
    // One line a mistake, its suggestion included.
    .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`) })
  await registerCommands(program, args)
  await program.parseAsync(args, { from: 'user' })
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
await run(process.argv.slice(2)).catch(fail)
