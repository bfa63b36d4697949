import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BadInput } from '@antigrad/core'
import { fieldsOf, type Json, parseJson } from '@antigrad/core/internal'
import { RUN_FILES, readLog, readWhole } from '@antigrad/store'
import { configFromJson, type RunConfig } from '../run/config.js'
import { type Outcome, outcomeOf } from './outcome.js'

/** What a run's folder tells without its weights. */
export interface RunRecord {
  readonly folder: string
  readonly config: RunConfig
  readonly outcome: Outcome
  /** Whether it is one of a sweep, whose runs are told apart by validation alone. */
  readonly isCandidate: boolean
  /** As the log has them, the first epoch first. */
  readonly epochs: readonly RecordedEpoch[]
}

/** What an epoch was like; without validation or classes without what belongs to them. */
export interface RecordedEpoch {
  readonly epoch: number
  readonly loss: number
  readonly accuracy?: number
  readonly valLoss?: number
  readonly valAccuracy?: number
}

/** Folders within folders that are looked at: those of several runs, under `runs`. */
const DEEPEST = 3

/**
 * Reads what the folder of a run tells.
 * @returns undefined where it holds none
 * @throws BadInput where its files are damaged, FileError
 */
export async function recordOf(folder: string): Promise<RunRecord | undefined> {
  const file = join(folder, RUN_FILES.config)
  const json = await configIn(folder, file)
  if (json === undefined || fieldsOf(json).runs !== undefined) return undefined
  const config = configFromJson(json, file)
  const log = await readLog(join(folder, RUN_FILES.log))
  // What was lost when a process was killed was trained again.
  const epochs = new Map<number, RecordedEpoch>()
  for (const line of log) {
    const epoch = epochFrom(line)
    if (epoch) epochs.set(epoch.epoch, epoch)
  }
  return {
    folder,
    config,
    outcome: await outcomeOf(folder),
    isCandidate: await holdsSweep(join(folder, '..')),
    epochs: [...epochs.values()].sort((a, b) => a.epoch - b.epoch),
  }
}

async function holdsSweep(folder: string): Promise<boolean> {
  // What cannot be read is no sweep of ours.
  const json = await configIn(folder, join(folder, RUN_FILES.config)).catch(() => undefined)
  return fieldsOf(json).kind === 'sweep'
}

async function configIn(folder: string, file: string): Promise<Json | undefined> {
  const names = await readdir(folder).catch((): string[] => [])
  return names.includes(RUN_FILES.config) ? parseJson(await readWhole(file), file) : undefined
}

function epochFrom(line: Json): RecordedEpoch | undefined {
  const { type, epoch, loss, ...others } = fieldsOf(line)
  if (type !== 'epoch' || typeof epoch !== 'number' || typeof loss !== 'number') return undefined
  const numbers = ['accuracy', 'valLoss', 'valAccuracy'].flatMap((key) =>
    typeof others[key] === 'number' ? [[key, others[key]]] : [],
  )
  return { epoch, loss, ...Object.fromEntries(numbers) }
}

/**
 * The runs in folders, and in the folders within them, in the order of their names.
 * @throws BadInput where a folder is not there, or holds no run; FileError
 */
export async function recordsIn(paths: readonly string[]): Promise<RunRecord[]> {
  const records: RunRecord[] = []
  for (const path of paths) {
    const found = await recordsUnder(path, DEEPEST)
    if (found.length === 0) throw new BadInput(`${path}: expected runs, found none`)
    records.push(...found)
  }
  return records
}

async function recordsUnder(path: string, deepest: number): Promise<RunRecord[]> {
  const own = await recordOf(path)
  if (own) return [own]
  if (deepest === 0) return []
  const entries = await readdir(path, { withFileTypes: true }).catch((): Dirent[] => [])
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  folders.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const records: RunRecord[] = []
  for (const name of folders) records.push(...(await recordsUnder(join(path, name), deepest - 1)))
  return records
}
