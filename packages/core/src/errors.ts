/** The command was given what it cannot take: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A file or a dataset is not what it should be: exit code 3. The message names file, place, expected, found. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}

/** The loss is no longer finite: exit code 4. */
export class Diverged extends Error {
  override readonly name = 'Diverged'
}

/** A worker died or stalled: exit code 5. The message names rank, phase and cause. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost'
}

/** The file system refused: disk, permission, lock. Exit code 6. */
export class FileError extends Error {
  override readonly name = 'FileError'
}

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

/** The exit code for whatever was thrown: `EXIT.bug` for all but the errors above and what the system refused. */
export function exitCodeOf(error: unknown): number {
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

/** What writing says where the reader has gone away: `| head`. */
const GONE = new Set<unknown>(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])

/** Whether writing failed with `code` because nobody reads any more; of a terminal also because it was closed. */
export function isReaderGone(code: string | undefined, isTerminal: boolean): boolean {
  return GONE.has(code) || (isTerminal && code === 'EIO')
}
