import { EXIT, exitCodeOf as exitCodeOfOurs } from '@antigrad/core/internal'
import { CommanderError } from 'commander'

/** The exit code for whatever was thrown: as of `antigrad`. */
export function exitCodeOf(error: unknown): number {
  // Help and version come this way too, with code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  return exitCodeOfOurs(error)
}

/** What to say about whatever was thrown: one line, with the stack for a bug. Empty where it has been said. */
export function explain(error: unknown): string {
  if (error instanceof CommanderError) return ''
  const message = error instanceof Error ? error.message : String(error)
  if (exitCodeOf(error) !== EXIT.bug) return `error: ${message}\n`
  return `error: a bug of the bench, please report it: ${message}\n${error instanceof Error ? error.stack : ''}\n`
}
