import { existsSync } from 'node:fs'
import { rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { RunState } from '../state.js'
import { EpochLog } from './epoch-log.js'
import type { EpochEntry, EpochLogFormat } from './format.js'
import { LOG_PATHS } from './paths.js'

export type LogName = keyof typeof LOG_PATHS

/** What `--log` may ask for. */
export const LOG_NAMES = Object.keys(LOG_PATHS) as LogName[]

/** The files of each, loaded where they are written. */
const FORMATS: Readonly<Record<LogName, () => Promise<readonly EpochLogFormat[]>>> = {
  csv: async () => [(await import('./csv.js')).CSV],
  tensorboard: async () => (await import('./tensorboard.js')).TENSORBOARD,
}

/** Reads `csv,tensorboard`. Throws InvalidArgumentError. */
export function parseLogNames(text: string): LogName[] {
  return text.split(',').map((given) => {
    const found = LOG_NAMES.find((name) => name === given.trim())
    if (found !== undefined) return found
    throw new InvalidArgumentError(`Allowed are ${LOG_NAMES.join(', ')}, or several separated by commas.`)
  })
}

/** The logs that runs go on with: those that are asked for, and those that the folder of one of them has. */
export function logNamesFor(asked: readonly LogName[], folders: readonly string[]): LogName[] {
  const hasOne = (name: LogName): boolean =>
    folders.some((folder) => LOG_PATHS[name].some((path) => existsSync(join(folder, ...path))))
  return LOG_NAMES.filter((name) => asked.includes(name) || hasOne(name))
}

/** Removes the logs of a run, all but log.jsonl. @throws FileError */
export async function removeLogs(folder: string): Promise<void> {
  for (const path of Object.values(LOG_PATHS).flat()) {
    const file = join(folder, ...path)
    await rm(file, { force: true })
    // What else lies in the folders is none of ours.
    for (let above = dirname(file); above !== folder; above = dirname(above)) {
      await rmdir(above).catch(() => undefined)
    }
  }
}

/** The logs of a run, written while it trains; log.jsonl is none of them (RunFolder). */
export class EpochLogs {
  readonly #logs: readonly EpochLog[]
  #last: Promise<void> = Promise.resolve()

  private constructor(logs: readonly EpochLog[]) {
    this.#logs = logs
  }

  /**
   * Opens logs, each with the epochs that a run has done, and no others.
   * @param state where the run stands; absent for one that begins
   * @throws FileError
   */
  static async open(
    folder: string,
    names: readonly LogName[],
    state: Pick<RunState, 'position' | 'history'> | undefined,
  ): Promise<EpochLogs> {
    const time = new Date()
    const before = (state?.history ?? []).map((record): EpochEntry => ({ record, time }))
    const epochs = (state?.position.epoch ?? 1) - 1
    const formats = await Promise.all(names.map((name) => FORMATS[name]()))
    const logs = new EpochLogs(formats.flat().map((format) => new EpochLog(folder, format, before, epochs)))
    try {
      await logs.settled()
    } catch (error) {
      await logs.close().catch(() => undefined)
      throw error
    }
    return logs
  }

  /** Writes an epoch, in the background: what fails is written with the next epoch, or told by `settled`. */
  append(entry: EpochEntry): void {
    this.#last = this.#last.then(async () => {
      for (const log of this.#logs) await log.append(entry).catch(() => undefined)
    })
  }

  /** Waits until everything is written. @throws FileError where it cannot be */
  async settled(): Promise<void> {
    await this.#last
    for (const log of this.#logs) await log.write()
  }

  /** @throws FileError */
  async close(): Promise<void> {
    await this.#last
    for (const log of this.#logs) await log.close()
  }
}
