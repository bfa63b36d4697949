import { join } from 'node:path'
import type { Json } from '@antigrad/core/internal'
import { attempt, tryTo } from './attempt.js'
import { type Checkpoint, newestIsWhole, readCheckpoint, type Validate } from './checkpoint.js'
import { type Lock, lock } from './lock.js'
import { Log, readLog } from './log.js'
import { makeFolder } from './make-folder.js'
import { type FileOperations, nodeFiles } from './operations.js'
import { readConfig } from './read-config.js'
import { RUN_FILES } from './run-files.js'
import { type Contents, save, saveKeeping, temporaryFor } from './save.js'

export interface RunFolderOptions {
  /** Tells a whole checkpoint from a damaged one. */
  readonly validate: Validate
  /** Make the folder where there is none; otherwise that is an error. Default: true. */
  readonly create?: boolean
  readonly files?: FileOperations
}

/**
 * The folder of one run, locked against any other process until it is closed. What is saved here stays:
 * see `save`. Calls that write are done one after the other, in the order in which they are made.
 */
export class RunFolder {
  /** Where it is. */
  readonly path: string
  readonly #validate: Validate
  readonly #files: FileOperations
  readonly #lock: Lock
  readonly #log: Log
  /** Whether the newest checkpoint may become the previous one: a damaged one must not push a whole one out. */
  #mayKeep: boolean | undefined
  #last: Promise<unknown> = Promise.resolve()

  private constructor(path: string, options: RunFolderOptions, held: Lock) {
    this.path = path
    this.#validate = options.validate
    this.#files = options.files ?? nodeFiles
    this.#lock = held
    this.#log = new Log(join(path, RUN_FILES.log), this.#files)
  }

  /**
   * Opens a run's folder: locks it, and removes the temporary files that dead runs left in it.
   * @throws FileError where another process has it open (named by its pid), or the file system refuses
   */
  static async open(path: string, options: RunFolderOptions): Promise<RunFolder> {
    const files = options.files ?? nodeFiles
    if (options.create !== false) await makeFolder(path, files)
    const held = await lock(path, files)
    try {
      for (const name of await attempt(path, 'list', () => files.list(path))) {
        if (isLeftOver(name)) await tryTo(() => files.remove(join(path, name)))
      }
    } catch (error) {
      await tryTo(() => held.release())
      throw error
    }
    return new RunFolder(path, options, held)
  }

  /** Saves what was asked. @throws FileError */
  writeConfig(config: object): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(config, null, 2)}\n`)
    return this.#inTurn(() => save(this.#file('config'), bytes, this.#files))
  }

  /**
   * What was asked; undefined where it was not saved.
   * @throws BadInput where it is not JSON, FileError where it cannot be read
   */
  readConfig(): Promise<Json | undefined> {
    return readConfig(this.path, this.#files)
  }

  /** Saves the model. @throws FileError */
  saveModel(bytes: Contents): Promise<void> {
    return this.#inTurn(() => save(this.#file('model'), bytes, this.#files))
  }

  /** Saves the page about the run. @throws FileError */
  saveReport(bytes: Uint8Array): Promise<void> {
    return this.#inTurn(() => save(this.#file('report'), bytes, this.#files))
  }

  /**
   * Saves a checkpoint; the one before it is kept. When this resolves, it is on the disk.
   * @throws FileError; then the newest whole checkpoint is this one or the last one saved
   */
  saveCheckpoint(bytes: Contents): Promise<void> {
    return this.#inTurn(async () => {
      this.#mayKeep ??= await newestIsWhole(this.path, this.#validate, this.#files)
      const keeping = this.#mayKeep
      this.#mayKeep = undefined
      if (keeping) await saveKeeping(this.#file('checkpoint'), this.#file('previous'), bytes, this.#files)
      else await save(this.#file('checkpoint'), bytes, this.#files)
      this.#mayKeep = true
    })
  }

  /** The newest whole checkpoint: see the function of this name. @throws BadInput, FileError */
  readCheckpoint(): Promise<Checkpoint | undefined> {
    return this.#inTurn(() => readCheckpoint(this.path, this.#validate, this.#files))
  }

  /** Appends a line to the log. @throws FileError */
  appendLog(entry: object): Promise<void> {
    return this.#inTurn(() => this.#log.append(entry))
  }

  /** The lines of the log. @throws BadInput, FileError */
  readLog(): Promise<Json[]> {
    return this.#inTurn(() => readLog(this.#file('log'), this.#files))
  }

  /** Waits for what is being written, and gives the lock back. @throws FileError */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#log.close()
      } finally {
        await this.#lock.release()
      }
    })
  }

  #file(name: keyof typeof RUN_FILES): string {
    return join(this.path, RUN_FILES[name])
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const done = this.#last.then(action)
    this.#last = done.catch(() => undefined)
    return done
  }
}

/** Whether a dead run left this: a temporary file of ours, or what a process made in order to lock. */
function isLeftOver(name: string): boolean {
  const file = temporaryFor(name)
  return Object.values<string | undefined>(RUN_FILES).includes(file) || name.startsWith(`${RUN_FILES.lock}.`)
}
