import { EXIT, isReaderGone } from '@antigrad/core/internal'
import { createColors } from 'picocolors'

/** Colours on a terminal; none where `NO_COLOR` is set, in a pipe, or on a terminal that has none. */
export function coloured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
}

/** What colours text for `stream`, or leaves it as it is. */
export function paintFor(stream: NodeJS.WriteStream): ReturnType<typeof createColors> {
  return createColors(coloured(stream))
}

/** Writes a line of results. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Writes a line about what is going on. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

/**
 * A reader that goes away, or closes its terminal, does not end a run: its files are worth finishing, and what else
 * would have been written is dropped. Any other failure to write the results is an error of files.
 */
export function outliveReaders(): void {
  process.stderr.on('error', () => {})
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isReaderGone(error.code, process.stdout.isTTY)) return
    process.exitCode = EXIT.files
    note(`error: standard output: cannot write (${error.code}): ${error.message}`)
  })
}
