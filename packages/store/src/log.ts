import { FileError } from '@antigrad/core'
import { type Json, parseJson } from '@antigrad/core/internal'
import { codeOf } from './attempt.js'
import { GrowingFile } from './growing-file.js'
import { type FileOperations, nodeFiles, type OpenFile } from './operations.js'
import { fill, readWhole } from './read-whole.js'

const NEWLINE = 0x0a
/** Bytes read at a time while looking for the last line's end. */
const BLOCK = 64 * 1024

/** A file of lines, one JSON object each, that grows at its end. */
export class Log {
  readonly #lines: GrowingFile

  constructor(file: string, files: FileOperations = nodeFiles) {
    const keptLength = (opened: OpenFile, size: number): Promise<number> => lineEnd(file, opened, size)
    this.#lines = new GrowingFile(file, { begin: new Uint8Array(0), keptLength }, files)
  }

  /** Appends a line (`GrowingFile.append`). @throws FileError */
  append(entry: object): Promise<void> {
    return this.#lines.append(Buffer.from(`${JSON.stringify(entry)}\n`))
  }

  /** @throws FileError */
  close(): Promise<void> {
    return this.#lines.close()
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
