import { rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BadInput, type SplitDataset, UsageError } from '@antigrad/core'
import { openDataset } from '@antigrad/data'
import { nodeFiles, RUN_FILES, RunFolder } from '@antigrad/store'
import { note } from '../output.js'
import { decodeState, type RunState } from './checkpoint.js'
import { configFromJson, type RunConfig } from './config.js'
import { fingerprintOf } from './fingerprint.js'
import { newFolder } from './folder.js'
import { kindOf } from './model-file.js'

/** A run whose folder is locked, ready to be trained. */
export interface OpenedRun {
  readonly folder: RunFolder
  readonly config: RunConfig
  readonly dataset: SplitDataset
  /** Where it stands; absent for one that begins. */
  readonly state?: RunState
}

/** What is asked of a new run. */
export type Asked = Omit<RunConfig, 'version' | 'fingerprint'>

const FOLDER = { validate: (bytes: Uint8Array, file: string) => void decodeState(bytes, file) }

/**
 * Opens a new run.
 * @param out its folder; a new one under runs/ unless given
 * @throws UsageError where the folder holds a run that is not finished; BadInput for the data; FileError
 */
export async function beginRun(asked: Asked, out: string | undefined): Promise<OpenedRun> {
  const dataset = await openDataset(asked.data, { seed: asked.seed })
  const config: RunConfig = { version: 1, ...asked, fingerprint: fingerprintOf(dataset) }
  const path = out ?? (await newFolder(asked.data, asked.hidden))
  const folder = await RunFolder.open(path, FOLDER)
  try {
    await clear(folder)
  } catch (error) {
    await folder.close()
    throw error
  }
  return { folder, config, dataset }
}

/** Removes the files of a run that is finished. */
async function clear(folder: RunFolder): Promise<void> {
  const checkpoint = await folder.readCheckpoint()
  if (checkpoint) {
    const { position, config } = decodeState(checkpoint.bytes, checkpoint.file)
    if (position.epoch <= config.epochs) {
      throw new UsageError(
        `${folder.path}: holds a run that is not finished; go on with --resume ${folder.path}, or choose another --out`,
      )
    }
    note(`note: ${folder.path} held a finished run, which is replaced`)
  }
  const { checkpoint: newest, previous, model, config, log } = RUN_FILES
  const there = new Set(await nodeFiles.list(folder.path))
  for (const name of [newest, previous, model, config, log]) {
    if (there.has(name)) await nodeFiles.remove(join(folder.path, name))
  }
}

/**
 * Opens a run that was interrupted, or one that is to go on for more epochs.
 * @param asked what is asked anew: it may not contradict what was asked before
 * @throws UsageError where it does; BadInput where there is no run, its files are damaged or its data have
 * changed; FileError
 */
export async function resumeRun(path: string, asked: Partial<Asked>): Promise<OpenedRun> {
  if ((await kindOf(path)) !== 'folder') throw new BadInput(`${path}: expected a run's folder, found none`)
  const folder = await RunFolder.open(path, { ...FOLDER, create: false })
  try {
    const checkpoint = await folder.readCheckpoint()
    if (checkpoint?.warning) note(`note: ${checkpoint.warning}`)
    const saved = checkpoint && decodeState(checkpoint.bytes, checkpoint.file)
    const recorded = saved?.config ?? (await readConfig(folder))
    const config = reconcile(path, recorded, asked, saved?.history.length ?? 0)
    const dataset = await openDataset(config.data, { seed: config.seed })
    const found = fingerprintOf(dataset)
    if (found !== config.fingerprint) {
      throw new BadInput(
        `${config.data}: expected the examples that ${path} was begun with, ${config.fingerprint}, found ${found}`,
      )
    }
    if (saved) checkShape(saved, dataset, path)
    return { folder, config, dataset, ...(saved && { state: saved }) }
  } catch (error) {
    await folder.close()
    throw error
  }
}

/** Closes a run's folder, and removes it where nothing came of the run. */
export async function closeRun({ folder }: OpenedRun): Promise<void> {
  await folder.close()
  await rmdir(folder.path).catch(() => undefined)
}

async function readConfig(folder: RunFolder): Promise<RunConfig> {
  const json = await folder.readConfig()
  if (json !== undefined) return configFromJson(json, join(folder.path, RUN_FILES.config))
  throw new BadInput(`${folder.path}: expected a run's folder, found neither checkpoint nor config in it`)
}

/** The flag that each field comes from. */
const FLAGS: Readonly<Record<keyof Asked, string>> = {
  data: '--data',
  hidden: '--hidden',
  epochs: '--epochs',
  batchSize: '--batch-size',
  learningRate: '--lr',
  seed: '--seed',
  strategy: '--strategy',
  threads: '--threads',
}

/** What was asked before, with what is asked anew. Data are judged by their fingerprint, not by their name. */
function reconcile(path: string, recorded: RunConfig, asked: Partial<Asked>, done: number): RunConfig {
  const free = new Set<string>(['data', 'epochs', ...(recorded.strategy === 'slices' ? ['threads'] : [])])
  for (const [field, flag] of Object.entries(FLAGS) as [keyof Asked, string][]) {
    const [before, now] = [recorded[field], asked[field] ?? recorded[field]]
    if (!free.has(field) && String(before) !== String(now)) {
      throw new UsageError(`${flag} ${now}: ${path} was begun with ${flag} ${before}, which cannot change`)
    }
  }
  const config = { ...recorded, ...asked }
  if (config.epochs < done) {
    throw new UsageError(`--epochs ${config.epochs}: ${path} has done ${done} epochs already`)
  }
  return config
}

function checkShape({ network, progress, position }: RunState, { train }: SplitDataset, path: string): void {
  const { sizes } = network.architecture
  const [inputs, outputs] = [sizes[0], sizes[sizes.length - 1]]
  if (inputs !== train.inputs || outputs !== train.outputs) {
    throw new BadInput(
      `${path}: expected ${train.inputs} inputs and ${train.outputs} outputs as ${train.name} has, found ${inputs} and ${outputs}`,
    )
  }
  if (progress && (progress.losses.length !== train.count || position.done >= train.count)) {
    throw new BadInput(
      `${path}: expected the progress of ${train.count} examples as ${train.name} has, found ${progress.losses.length}`,
    )
  }
}
