import { EXIT, isReaderGone } from '@antigrad/core/internal'

/** Writes a line of results. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Writes a line about what is going on. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

/**
 * A reader that goes away (`| head`), or closes its terminal, ends no measurement: its files are still wanted. Any other
 * failure to write the results is an error of files.
 */
export function outliveReaders(): void {
  process.stderr.on('error', () => {})
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isReaderGone(error.code, process.stdout.isTTY)) return
    process.exitCode = EXIT.files
    note(`error: standard output: cannot write (${error.code})`)
  })
}
