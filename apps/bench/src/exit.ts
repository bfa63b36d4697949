import { BadInput, Diverged, FileError, UsageError, WorkerLost } from '@antigrad/core'
import { CommanderError } from 'commander'

/** What the command's exit code says: those of `antigrad`. */
export const EXIT = {
  done: 0,
  /** A bug of ours; or, of `check`, that something became slower. */
  bug: 1,
  usage: 2,
  badInput: 3,
  diverged: 4,
  workerLost: 5,
  files: 6,
} as const

/** The exit code for whatever was thrown. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage
  if (error instanceof BadInput) return EXIT.badInput
  if (error instanceof Diverged) return EXIT.diverged
  if (error instanceof WorkerLost) return EXIT.workerLost
  if (error instanceof FileError) return EXIT.files
  // Help and version come this way too, with code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  return EXIT.bug
}

/** What to say about whatever was thrown: one line, with the stack for a bug. Empty where it has been said. */
export function explain(error: unknown): string {
  if (error instanceof CommanderError) return ''
  const message = error instanceof Error ? error.message : String(error)
  if (exitCodeOf(error) !== EXIT.bug) return `error: ${message}\n`
  return `error: a bug of the bench, please report it: ${message}\n${error instanceof Error ? error.stack : ''}\n`
}
