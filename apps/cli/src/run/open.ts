import { rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { note } from '@antigrad/command'
import { ARITHMETIC, BadInput, type Network, UsageError } from '@antigrad/core'
import { RUN_FILES, RunFolder } from '@antigrad/store'
import { FollowerFolder, type RunStorage } from '../ranks/follower-folder.js'
import { isLeader, type Job } from '../ranks/job.js'
import type { Opening } from '../ranks/opening.js'
import { checkSize } from './checkpoint-size.js'
import { clear, removeReport } from './clear.js'
import { type Asked, arithmeticOf, configFromJson, type RunConfig } from './config.js'
import { type DataReading, openRunData } from './data.js'
import { newFolder, runName } from './folder.js'
import { chooseKernels } from './kernels.js'
import { kindOf } from './model-file.js'
import { prepareRun, settle, wantedRun } from './prepare.js'
import { reconcile } from './reconcile.js'
import { decodeState, type Saved } from './restore.js'
import type { RunData } from './run-data.js'
import { reopenStart, type StartingModel } from './starting-model.js'
import type { RunState } from './state.js'
import { threadsOf } from './threads.js'

/** A run whose folder is locked, ready to be trained. */
export interface OpenedRun {
  readonly folder: RunStorage
  readonly config: RunConfig
  readonly data: RunData
  /** The network that it begins with, where that is no random one. */
  readonly start?: Network
  /** Where it stands; absent for one that begins. */
  readonly state?: RunState
  /** The processes that train it together, where there are several. */
  readonly job?: Job
}

const FOLDER = { validate: (bytes: Uint8Array, file: string) => void decodeState(bytes, file) }

/** Where a new run comes to lie. */
export interface Where {
  /** Its folder; a new one under runs/ unless given. */
  readonly out?: string
  /** Whether it replaces a finished run that is there. */
  readonly force?: true
}

/** The folder that was asked for. @throws UsageError where something is to be replaced, and not said where */
export function folderFor({ out, force }: Where): string | undefined {
  if (force && out === undefined) throw new UsageError('--force: expected with --out, whose run it replaces')
  return out
}

/** @throws UsageError where a run would replace the one whose model it begins with */
export function checkOut(path: string, model: StartingModel | undefined): void {
  if (!model || resolve(dirname(model.file)) !== resolve(path)) return
  throw new UsageError(
    `--out ${path}: expected another folder than that of ${model.file}, which it begins with`,
  )
}

/**
 * Opens a new run.
 * @throws UsageError where its metric does not fit, its checkpoints would be too large, or the folder holds a run that is
 * not finished, or other files; BadInput; FileError
 * @param opening of a job, of whose ranks all but the first leave the folder to it
 */
export async function beginRun(stated: Partial<Asked>, where: Where, opening?: Opening): Promise<OpenedRun> {
  const job = opening?.job
  const kernels = chooseKernels(stated.kernels)
  const { asked, data, model } = await prepareRun(await wantedRun(stated), note, opening)
  const config: RunConfig = {
    version: 1,
    ...asked,
    ...threadsOf({ asked, data }, job),
    kernels,
    fingerprint: data.fingerprint,
    ...(model && { startingWeights: model.hash }),
    arithmetic: ARITHMETIC,
  }
  const opened = { config, data, ...(model && { start: model.network }), ...(job && { job }) }
  await opening?.agree(opened)
  const given = folderFor(where)
  if (!isLeader(job)) return { folder: new FollowerFolder(given ?? '', FOLDER.validate), ...opened }
  const path = given ?? (await newFolder(runName(asked.data, asked.hidden)))
  checkOut(path, model)
  const folder = await RunFolder.open(path, FOLDER)
  try {
    await clear(folder, where.force === true)
  } catch (error) {
    await folder.close()
    throw error
  }
  return { folder, ...opened }
}

/**
 * Opens a run that was interrupted, or one that is to go on for more epochs.
 * @param asked what is asked anew: it may not contradict what was asked before
 * @throws UsageError where it does, or its checkpoints would be too large; BadInput where there is no run, its
 * files are damaged or its data have changed; FileError
 * @param opening of a job, of whose ranks all but the first only read the folder
 */
export async function resumeRun(path: string, asked: Partial<Asked>, opening?: Opening): Promise<OpenedRun> {
  const job = opening?.job
  if ((await kindOf(path)) !== 'folder') throw new BadInput(`${path}: expected a run's folder, found none`)
  const kernels = chooseKernels(asked.kernels)
  const folder: RunStorage = isLeader(job)
    ? await RunFolder.open(path, { ...FOLDER, create: false })
    : new FollowerFolder(path, FOLDER.validate)
  try {
    const checkpoint = await folder.readCheckpoint()
    if (checkpoint?.warning) note(`note: ${checkpoint.warning}`)
    const saved = checkpoint && decodeState(checkpoint.bytes, checkpoint.file)
    const recorded = saved?.config ?? (await readConfig(folder))
    const reconciled = reconcile(path, recorded, asked, saved?.position)
    const isStart = !saved || asked.from !== undefined
    const model = isStart
      ? await reopenStart({ ...recorded, ...(asked.from !== undefined && { from: asked.from }) }, path)
      : undefined
    const data = await openRunData(reconciled, { ...formsOf(saved, model), ...(opening && { opening }) })
    const agreed = settle(reconciled, data)
    checkSize(agreed, data)
    const config: RunConfig = {
      ...agreed,
      ...threadsOf({ asked: agreed, data }, job),
      kernels,
      // Without a checkpoint nothing that was trained is left, and all of it is trained now.
      ...(!saved && { arithmetic: ARITHMETIC }),
    }
    checkFingerprint(config, data, path)
    if (saved) checkShape(saved, data, path)
    noteArithmetic(config, path)
    await opening?.agree({ config, state: saved })
    if (isLeader(job)) await removeReport(folder)
    const begun = saved ? { state: saved } : model && { start: model.network }
    return { folder, config, data, ...begun, ...(job && { job }) }
  } catch (error) {
    await folder.close()
    throw error
  }
}

/** How a run that goes on reads its examples: as its own model does, where it began with that of another run. */
function formsOf(saved: Saved | undefined, model: StartingModel | undefined): DataReading {
  const forms = saved ? saved.forms : model
  return forms ? { forms } : {}
}

/** @throws BadInput where the examples are not those that the run `path` was begun with */
export function checkFingerprint(config: RunConfig, { fingerprint }: RunData, path: string): void {
  if (fingerprint === config.fingerprint) return
  throw new BadInput(
    `${config.data}: expected the examples that ${path} was begun with, ${config.fingerprint}, found ${fingerprint}`,
  )
}

/** A run goes on in another order of sums too: its weights are as good, but no run from the start has them. */
function noteArithmetic(config: RunConfig, path: string): void {
  const begunWith = arithmeticOf(config)
  if (begunWith === ARITHMETIC) return
  note(
    `note: ${path} was begun with another order of sums (arithmetic ${begunWith}, now ${ARITHMETIC}): the weights will not be those of a run from the start`,
  )
}

/** Closes a run's folder, and removes it where nothing came of the run. */
export async function closeRun({ folder, job }: OpenedRun): Promise<void> {
  await folder.close()
  if (!isLeader(job)) return
  await rmdir(folder.path).catch(() => undefined)
}

async function readConfig(folder: RunStorage): Promise<RunConfig> {
  const json = await folder.readConfig()
  if (json !== undefined) return configFromJson(json, join(folder.path, RUN_FILES.config))
  throw new BadInput(
    `${folder.path}: expected a run's folder, found neither checkpoint nor config in it; begin it with --out ${folder.path}`,
  )
}

function checkShape({ network, progress, position }: RunState, data: RunData, path: string): void {
  const { train } = data.dataset
  const { sizes } = network.architecture
  const [inputs, outputs] = [sizes[0], sizes[sizes.length - 1]]
  if (inputs !== train.inputs || outputs !== train.outputs) {
    throw new BadInput(
      `${path}: expected ${train.inputs} inputs and ${train.outputs} outputs as ${train.name} has, found ${inputs} and ${outputs}`,
    )
  }
  if (progress && train.labels && !progress.predictions) {
    throw new BadInput(`${path}: expected the predictions of the epoch that is begun, found none`)
  }
  if (progress && (progress.losses.length !== train.count || position.done >= train.count)) {
    throw new BadInput(
      `${path}: expected the progress of ${train.count} examples as ${train.name} has, found ${progress.losses.length}`,
    )
  }
}
