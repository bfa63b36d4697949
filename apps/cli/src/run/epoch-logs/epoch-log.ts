import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type FileOperations, fill, GrowingFile, makeFolder, nodeFiles, type Records } from '@antigrad/store'
import type { EpochEntry, EpochLogFormat } from './format.js'

/**
 * A file with something of each epoch, over several runs: what a dead run wrote after its last checkpoint is cut off, for it
 * is trained again.
 */
export class EpochLog {
  readonly #file: string
  readonly #format: EpochLogFormat
  readonly #files: FileOperations
  readonly #records: GrowingFile
  /** Epochs that may be in the file. */
  #epochs: number
  /** The last one that is, once it was opened. */
  #last = 0
  /** The epochs that may not be in it yet. */
  #unwritten: EpochEntry[]

  /**
   * @param folder of the run
   * @param before the epochs that the run has done, as its checkpoint knows them
   * @param epochs how many those are
   */
  constructor(
    folder: string,
    format: EpochLogFormat,
    before: readonly EpochEntry[],
    epochs: number,
    files: FileOperations = nodeFiles,
  ) {
    this.#file = join(folder, ...format.path)
    this.#format = format
    this.#files = files
    this.#unwritten = [...before]
    this.#epochs = epochs
    const keptLength: Records['keptLength'] = async (opened, size) => {
      const bytes = new Uint8Array(size)
      const length = await fill(bytes, 0, opened, this.#file)
      const kept = format.kept(bytes.subarray(0, length), this.#epochs, this.#file)
      this.#last = kept.epoch
      return kept.length
    }
    this.#records = new GrowingFile(this.#file, { begin: format.begin(new Date()), keptLength }, files)
  }

  /** Writes an epoch, and what could not be written before. @throws FileError; then it is written with the next one */
  async append(entry: EpochEntry): Promise<void> {
    this.#epochs = entry.record.epoch
    this.#unwritten.push(entry)
    await this.write()
  }

  /** Writes what is not written yet. A file of which there is nothing to write is not made. @throws FileError */
  async write(): Promise<void> {
    const isEmpty = (): boolean => this.#unwritten.every((entry) => this.#format.encode(entry) === undefined)
    if (!existsSync(this.#file) && isEmpty()) {
      this.#unwritten = []
      return
    }
    await makeFolder(dirname(this.#file), this.#files)
    await this.#records.open()
    const added = this.#unwritten.filter(({ record }) => record.epoch > this.#last)
    const bytes = added.flatMap((entry) => this.#format.encode(entry) ?? [])
    if (bytes.length > 0) await this.#records.append(Buffer.concat(bytes))
    this.#last = added.at(-1)?.record.epoch ?? this.#last
    this.#unwritten = []
  }

  /** @throws FileError */
  close(): Promise<void> {
    return this.#records.close()
  }
}
