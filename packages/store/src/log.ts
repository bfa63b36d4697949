import { FileError } from '@antigrad/core'
import { type Json, parseJson } from '@antigrad/core/internal'
import { attempt, codeOf, tryTo } from './attempt.js'
import { type FileOperations, nodeFiles, type OpenFile } from './operations.js'
import { fill, readWhole } from './read-whole.js'

const NEWLINE = 0x0a
/** Bytes read at a time while looking for the last line's end. */
const BLOCK = 64 * 1024

/** A file of lines, one JSON object each, that grows at its end. */
export class Log {
  #opened: OpenFile | undefined
  readonly #file: string
  readonly #files: FileOperations

  constructor(file: string, files: FileOperations = nodeFiles) {
    this.#file = file
    this.#files = files
  }

  /**
   * Appends a line. Before the first one, and after a failure, what is left of a line that was never
   * finished is cut off. Not synced: a power cut may take the last lines, the death of the process does not.
   * @throws FileError
   */
  async append(entry: object): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`)
    try {
      this.#opened ??= await openAtLineEnd(this.#file, this.#files)
      const opened = this.#opened
      for (let written = 0; written < line.length; ) {
        const count = await attempt(this.#file, 'write', () => opened.write(line.subarray(written)))
        if (count < 1) throw new FileError(`${this.#file}: cannot write: the disk took none of a line`)
        written += count
      }
    } catch (error) {
      await tryTo(() => this.close())
      throw error
    }
  }

  /** @throws FileError */
  async close(): Promise<void> {
    const opened = this.#opened
    this.#opened = undefined
    if (opened) await attempt(this.#file, 'close', () => opened.close())
  }
}

/**
 * The lines of a log. What follows the last line's end is ignored: a line that was never finished.
 * @returns an empty array where there is no log
 * @throws BadInput for a line that is not JSON, FileError where it cannot be read
 */
export async function readLog(file: string, files: FileOperations = nodeFiles): Promise<Json[]> {
  const entries: Json[] = []
  const bytes = await readWhole(file, files).catch((error) => {
    if (error instanceof FileError && codeOf(error.cause) === 'ENOENT') return new Uint8Array(0)
    throw error
  })
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    entries.push(parseJson(bytes.subarray(start, end), file, start))
    start = end + 1
  }
  return entries
}

async function openAtLineEnd(file: string, files: FileOperations): Promise<OpenFile> {
  const opened = await attempt(file, 'open', () => files.open(file, 'append'))
  try {
    const { size } = await attempt(file, 'ask for its size', () => opened.stat())
    const end = await lineEnd(file, opened, size)
    if (end < size) await attempt(file, 'cut off an unfinished line', () => opened.truncate(end))
  } catch (error) {
    await tryTo(() => opened.close())
    throw error
  }
  return opened
}

/** The length of the file up to the end of its last whole line. */
async function lineEnd(file: string, opened: OpenFile, size: number): Promise<number> {
  const block = new Uint8Array(Math.min(BLOCK, size))
  for (let end = size; end > 0; end -= block.length) {
    const from = Math.max(0, end - block.length)
    const count = await fill(block.subarray(0, end - from), from, opened, file)
    const last = block.subarray(0, count).lastIndexOf(NEWLINE)
    if (last >= 0) return from + last + 1
  }
  return 0
}
