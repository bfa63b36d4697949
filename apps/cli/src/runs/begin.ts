import { rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { note } from '@antigrad/command'
import { BadInput, UsageError } from '@antigrad/core'
import { fieldsOf, parseJson } from '@antigrad/core/internal'
import { RUN_FILES, RunFolder, readWhole } from '@antigrad/store'
import { wordsFor } from '../hyperparameters/flags.js'
import { programName } from '../program.js'
import { clear, removeRun } from '../run/clear.js'
import type { Asked } from '../run/config.js'
import { dataKey } from '../run/data.js'
import { dataName, newFolder, runName } from '../run/folder.js'
import { checkOut, folderFor, type Where } from '../run/open.js'
import { checkRun, type PreparedRun, prepareRun, wantedRun } from '../run/prepare.js'
import { decodeState } from '../run/restore.js'
import type { RunData } from '../run/run-data.js'
import { workersFor } from '../run/threads.js'
import { askedBy, type Plan, readPlan, writePlan } from './plan.js'
import { outcomesOf, type ThreadsOfEach } from './train-all.js'

/** Several runs, their folder locked, ready to be trained. */
export interface OpenedPlan {
  readonly folder: RunFolder
  readonly plan: Plan
  /** All of them: what can be checked before any begins has been. */
  readonly prepared: readonly PreparedRun[]
  /** What has been said of the data: each run would say it again. */
  readonly said: ReadonlySet<string>
}

const FOLDER = { validate: (bytes: Uint8Array, file: string) => void decodeState(bytes, file) }

/**
 * Opens a folder for runs that are planned.
 * @param settle says what is left to the data
 * @throws UsageError where what is asked does not go together, or the folder holds runs already; BadInput; FileError
 */
export async function beginPlan(
  asked: Plan,
  where: Where,
  settle?: (prepared: readonly PreparedRun[]) => Partial<Plan>,
): Promise<OpenedPlan> {
  const { prepared, said } = await prepareAll(asked)
  const plan = { ...asked, ...settle?.(prepared) }
  const { data, hidden } = prepared[0].asked
  // The runs of a sweep may differ in their layers.
  const name = plan.kind === 'sweep' ? dataName(data) : runName(data, hidden)
  const path = folderFor(where) ?? (await newFolder(`${name}-${plan.kind}`))
  for (const { model } of prepared) checkOut(path, model)
  const folder = await RunFolder.open(path, FOLDER)
  try {
    const before = await readPlan(folder).catch(() => undefined)
    if (before) await removeRuns(folder, before, where.force === true)
    else await clear(folder, where.force === true)
    await writePlan(folder, plan)
    return { folder, plan, prepared, said }
  } catch (error) {
    await folder.close()
    throw error
  }
}

/** @throws UsageError where runs are not to be replaced, or are not all done */
async function removeRuns({ path }: RunFolder, { kind, runs }: Plan, force: boolean): Promise<void> {
  const outcomes = await outcomesOf(path, runs)
  const left = runs.filter(({ name }) => outcomes.get(name)?.state === 'unfinished')
  if (left.length > 0) {
    throw new UsageError(
      `${path}: holds ${kind} that are not finished; go on with --resume ${path}, or choose another --out`,
    )
  }
  if (!force) {
    throw new UsageError(`${path}: holds finished ${kind}; --force replaces them, another --out leaves them`)
  }
  note(`note: ${path} held finished ${kind}, which are replaced`)
  for (const { name } of runs) {
    const run = await RunFolder.open(join(path, name), FOLDER)
    await removeRun(run.path).finally(() => run.close())
    await rmdir(run.path).catch(() => undefined)
  }
  await removeRun(path)
}

/**
 * Opens the folder of runs that were begun.
 * @param asked what is asked anew: threads alone
 * @param command that was given: each goes on with its own kinds of plans
 * @throws UsageError where more is asked; BadInput where the plan is damaged; FileError
 */
export async function resumePlan(
  path: string,
  asked: Partial<Asked>,
  command: 'train' | 'sweep',
): Promise<OpenedPlan> {
  const folder = await RunFolder.open(path, { ...FOLDER, create: false })
  try {
    const plan = await readPlan(folder)
    if (!plan) throw new BadInput(`${path}: expected several runs, found one`)
    const own = plan.kind === 'sweep' ? 'sweep' : 'train'
    if (own !== command) {
      throw new UsageError(
        `${path}: holds ${plan.kind === 'sweep' ? 'a sweep' : plan.kind}; ${programName()} ${own} --resume ${path} goes on`,
      )
    }
    const { threads: _, kernels: __, ...others } = asked
    const [flag] = wordsFor(others)
    if (flag !== undefined) {
      throw new UsageError(`${flag}: ${path} holds ${plan.runs.length} runs, which go on as they were begun`)
    }
    return { folder, plan, ...(await prepareAll(plan)) }
  } catch (error) {
    await folder.close()
    throw error
  }
}

/** Whether a folder seems to hold several runs, and not one. */
export async function holdsPlan(path: string): Promise<boolean> {
  const file = join(path, RUN_FILES.config)
  try {
    return fieldsOf(parseJson(await readWhole(file), file)).runs !== undefined
  } catch {
    return false
  }
}

/**
 * Opens the data of runs, once where they are the same but for seed and fold, and checks what is asked of each run.
 * @throws as `prepareRun`
 */
async function prepareAll({ runs }: Plan): Promise<Pick<OpenedPlan, 'prepared' | 'said'>> {
  const said = new Set<string>()
  const tell = (line: string): void => {
    if (!said.has(line)) note(line)
    said.add(line)
  }
  const opened = new Map<string, RunData>()
  const prepared: PreparedRun[] = []
  for (const run of runs) {
    const wanted = await wantedRun(askedBy(run))
    const { asked } = wanted
    if (asked.data === '-') {
      throw new UsageError('--data -: expected a file, which each run reads for itself, found standard input')
    }
    const key = dataKey({ ...asked, seed: 0, fold: 0 })
    const data = opened.get(key)
    const one = data ? { ...wanted, asked: checkRun(wanted, data), data } : await prepareRun(wanted, tell)
    opened.set(key, one.data)
    prepared.push(one)
  }
  return { prepared, said }
}

/**
 * The workers of each run: as many as were asked for; where that was left open one while there are as many runs as cores,
 * and at the end as many as suit.
 * @param cores of each rank
 */
export function threadsOf(
  prepared: readonly PreparedRun[],
  again: Asked['threads'] | undefined,
  cores: readonly number[],
): ThreadsOfEach {
  const [{ asked }] = prepared
  const threads = again ?? asked.threads
  if (threads !== 'auto') return { most: threads, each: threads }
  return { most: Math.min(...prepared.map((run) => workersFor(run, Math.max(...cores)))), each: undefined }
}
