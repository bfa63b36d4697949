import { EXIT } from './exit.js'

/** Whether this process says nothing of itself. */
let isSilent = false

/** From here on nothing is printed or noted: another process of the same job prints for all. */
export function silence(): void {
  isSilent = true
}

/** Writes a line of results. */
export function print(line: string): void {
  if (isSilent) return
  process.stdout.write(`${line}\n`)
}

/** Writes a line about what is going on. */
export function note(line: string): void {
  if (isSilent) return
  process.stderr.write(`${line}\n`)
}

/** What writing says where the reader has gone away: `| head`. */
const GONE = new Set<unknown>(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])

/** Whether writing failed with `code` because nobody reads any more; of a terminal also because it was closed. */
export function isReaderGone(code: string | undefined, isTerminal: boolean): boolean {
  return GONE.has(code) || (isTerminal && code === 'EIO')
}

/**
 * A reader that goes away, or closes its terminal, ends no run and no measurement: its files are worth finishing, and what
 * else would have been written is dropped. Any other failure to write the results is an error of files.
 */
export function outliveReaders(): void {
  process.stderr.on('error', () => {})
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isReaderGone(error.code, process.stdout.isTTY)) return
    process.exitCode = EXIT.files
    note(`error: standard output: cannot write (${error.code}): ${error.message}`)
  })
}
