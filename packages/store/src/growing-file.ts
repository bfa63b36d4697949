import { FileError } from '@antigrad/core'
import { attempt, tryTo } from './attempt.js'
import { type FileOperations, nodeFiles, type OpenFile } from './operations.js'

/** What a file of records is made of. */
export interface Records {
  /** What it begins with. */
  readonly begin: Uint8Array
  /** The length of an open file up to the end of the last record that is to stay: what follows is cut off. */
  keptLength(opened: OpenFile, size: number): Promise<number>
}

/** A file of records that grows at its end, over several runs. */
export class GrowingFile {
  #opened: OpenFile | undefined
  readonly #file: string
  readonly #records: Records
  readonly #files: FileOperations

  constructor(file: string, records: Records, files: FileOperations = nodeFiles) {
    this.#file = file
    this.#records = records
    this.#files = files
  }

  /**
   * Opens it, unless it is open: makes it where it is not there, and cuts off what is not to stay, above all what is left of
   * a record that was never finished.
   * @throws FileError
   */
  async open(): Promise<void> {
    this.#opened ??= await this.#open()
  }

  /**
   * Appends a record, after `open` where it is not open: before the first one, and after a failure. Not synced: a power cut
   * may take the last records, the death of the process does not.
   * @throws FileError
   */
  async append(record: Uint8Array): Promise<void> {
    try {
      this.#opened ??= await this.#open()
      await this.#write(this.#opened, record)
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

  async #open(): Promise<OpenFile> {
    const opened = await attempt(this.#file, 'open', () => this.#files.open(this.#file, 'append'))
    try {
      const { size } = await attempt(this.#file, 'ask for its size', () => opened.stat())
      const end = await this.#records.keptLength(opened, size)
      if (end < size) await attempt(this.#file, 'cut off its end', () => opened.truncate(end))
      if (end === 0) await this.#write(opened, this.#records.begin)
    } catch (error) {
      await tryTo(() => opened.close())
      throw error
    }
    return opened
  }

  async #write(opened: OpenFile, bytes: Uint8Array): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      const count = await attempt(this.#file, 'write', () => opened.write(bytes.subarray(written)))
      if (count < 1) throw new FileError(`${this.#file}: cannot write: the disk took none of it`)
      written += count
    }
  }
}
