/**
 * The command as a process that trains for another, one run after the other: each message is the words of a command. Where that
 * other is gone, as after `kill -9`, it stops as it does for SIGTERM, with a checkpoint, rather than train on with nobody to
 * tell. Its argument is what the other is called.
 */
import { prepareProcess, runPrepared } from '../run-command.js'
import { DONE } from './done.js'

const [name] = process.argv.slice(2)
const caller = { name, version: '' }
prepareProcess(caller)
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.on('message', (words: string[]) => void train(words))

/** Milliseconds of a run beside which the start of a process is nothing: the next gets one that holds nothing of this. */
const LONG = 30_000

/** After a run that did not end well, or took long, the process ends too, with the run's exit code. */
async function train(words: readonly string[]): Promise<void> {
  // What is listened for must not keep it alive when its run has failed.
  process.channel?.unref()
  const began = performance.now()
  await runPrepared(words, caller)
  if (process.exitCode || performance.now() - began > LONG) return
  process.channel?.ref()
  process.stderr.write(DONE)
}
