import { BadInput, Diverged, FileError, UsageError, WorkerLost } from '@antigrad/core'
import { CommanderError } from 'commander'

/** What the exit codes of the commands say, beside those of signals. */
export const EXIT = {
  done: 0,
  /** A bug of ours; or that what was to be confirmed is not so: weights differ, something became slower. */
  bug: 1,
  usage: 2,
  badInput: 3,
  diverged: 4,
  workerLost: 5,
  files: 6,
} as const

/** The exit code for whatever was thrown: `EXIT.bug` for all but core's errors, commander's, and what the system refused. */
export function exitCodeOf(error: unknown): number {
  // Help and version come this way too, with code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (error instanceof UsageError) return EXIT.usage
  if (error instanceof BadInput) return EXIT.badInput
  if (error instanceof Diverged) return EXIT.diverged
  if (error instanceof WorkerLost) return EXIT.workerLost
  if (error instanceof FileError || isRefusedBySystem(error)) return EXIT.files
  return EXIT.bug
}

/** What a system call says that was called wrongly: a file closed twice, a buffer that is not there. */
const MISUSE = new Set<unknown>(['EBADF', 'EFAULT'])

/** Whether a system call failed, and not by our misuse of it. */
function isRefusedBySystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && !('code' in error && MISUSE.has(error.code))
}

/**
 * What to say about whatever was thrown: one line, ending in a newline; with the stack for a bug, or where `debug` asks for
 * it. Empty where commander has said it already.
 * @param program whose bug it is: `antigrad`
 */
export function explain(error: unknown, program: string, debug = false): string {
  if (error instanceof CommanderError) return ''
  const message = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error && error.stack ? `${error.stack}\n` : ''
  if (exitCodeOf(error) === EXIT.bug) {
    return `error: a bug of ${program}, please report it: ${message}\n${stack}`
  }
  return `${inOneLine(`error: ${message}`)}\n${debug ? stack : ''}`
}

/** Names of files and folders may hold anything: still one line, and nothing that a terminal would obey. */
export function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}
