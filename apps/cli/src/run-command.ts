import { outliveReaders } from '@antigrad/command'
import { Command } from 'commander'
import { registerCommands } from './commands.js'
import { exitCodeOf, explain } from './exit.js'
import { refuseEmptyTexts, refuseLoneNames } from './flags.js'
import { asTyped, setProgram } from './program.js'

/** What calls the command. */
export interface Caller {
  /** What one types to call it: `npx antigrad`. */
  readonly name: string
  readonly version: string
}

/** Runs the command that `args` name; of whatever goes wrong it says a line, and sets the exit code. */
export async function runCommand(args: readonly string[], caller: Caller): Promise<void> {
  prepareProcess(caller)
  await runPrepared(args, caller)
}

/** To be called once, before any command: what is printed has the caller's name, and no error is left to Node. */
export function prepareProcess({ name, version }: Caller): void {
  setProgram(name, version)
  outliveReaders()
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      fail(error)
      process.exit()
    })
  }
}

/** As `runCommand`, in a process that is prepared. */
export async function runPrepared(args: readonly string[], caller: Caller): Promise<void> {
  await run(args, caller).catch(fail)
}

async function run(args: readonly string[], { name, version }: Caller): Promise<void> {
  const program = new Command(name)
    .description('Trains neural networks on every core, with the same bits on any number of threads.')
    .version(version)
    .exitOverride()
    .hook('preAction', (_, command) => {
      refuseEmptyTexts(command)
      refuseLoneNames(command)
    })
    .configureOutput({
      writeOut: (text) => process.stdout.write(asTyped(text)),
      // One line a mistake, its suggestion included.
      outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`),
    })
  await registerCommands(program, args)
  await program.parseAsync(args, { from: 'user' })
}

function fail(error: unknown): void {
  process.stderr.write(explain(error, process.env.ANTIGRAD_DEBUG === '1'))
  process.exitCode = exitCodeOf(error)
}
