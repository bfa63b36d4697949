import { join } from 'node:path'
import { note } from '@antigrad/command'
import { BadInput, UsageError } from '@antigrad/core'
import { parseJson } from '@antigrad/core/internal'
import { isExact } from '@antigrad/parallel/settings'
import { RUN_FILES, RunFolder, readWhole } from '@antigrad/store'
import { withDefaults, wordsFor } from '../hyperparameters/flags.js'
import { clear } from '../run/clear.js'
import { type Asked, fieldsOf } from '../run/config.js'
import { newFolder, runName } from '../run/folder.js'
import { type PreparedRun, prepareRun, workersFor } from '../run/open.js'
import { decodeState } from '../run/restore.js'
import { askedBy, type Plan, type PlannedRun, readPlan, writePlan } from './plan.js'

/** Several runs, their folder locked, ready to be trained. */
export interface OpenedPlan {
  readonly folder: RunFolder
  readonly plan: Plan
  /** The first of them: what can be checked before any begins has been. */
  readonly first: PreparedRun
  /** What has been said of the data: each run would say it again. */
  readonly said: ReadonlySet<string>
}

const FOLDER = { validate: (bytes: Uint8Array, file: string) => void decodeState(bytes, file) }

/**
 * The runs that folds and seeds make of one: each fold, with each seed from the run's own on.
 * @throws UsageError where there are none to divide into runs
 */
export function planOf(stated: Partial<Asked>, seeds: number | undefined): Plan {
  const { folds, fold } = stated
  const { seed } = withDefaults(stated)
  const ofFolds = folds === undefined || fold !== undefined ? [fold] : upTo(folds)
  const ofSeeds = seeds === undefined ? [seed] : upTo(seeds).map((n) => seed + n - 1)
  const runs = ofFolds.flatMap((each) =>
    ofSeeds.map((own): PlannedRun => {
      const parts = [
        ...(ofFolds.length > 1 ? [`fold-${each}`] : []),
        ...(ofSeeds.length > 1 || ofFolds.length === 1 ? [`seed-${own}`] : []),
      ]
      const asked = {
        ...stated,
        ...(each !== undefined && { fold: each }),
        ...(seeds !== undefined && { seed: own }),
      }
      return { name: parts.join('-'), flags: wordsFor(asked) }
    }),
  )
  return { kind: ofFolds.length > 1 ? 'folds' : 'seeds', runs }
}

/** 1 … n */
function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1)
}

/**
 * Opens a folder for runs that are planned.
 * @param out a new one under runs/ unless given
 * @throws UsageError where what is asked does not go together, or the folder holds runs already; BadInput; FileError
 */
export async function beginPlan(plan: Plan, out: string | undefined): Promise<OpenedPlan> {
  const { first, said } = await prepareFirst(plan)
  const { data, hidden } = first.asked
  const path = out ?? (await newFolder(`${runName(data, hidden)}-${plan.kind}`))
  const folder = await RunFolder.open(path, FOLDER)
  try {
    if (await readPlan(folder).catch(() => undefined)) {
      throw new UsageError(
        `${path}: holds several runs; go on with --resume ${path}, or choose another --out`,
      )
    }
    await clear(folder)
    await writePlan(folder, plan)
    return { folder, plan, first, said }
  } catch (error) {
    await folder.close()
    throw error
  }
}

/**
 * Opens the folder of runs that were begun.
 * @param asked what is asked anew: threads alone
 * @returns undefined where it holds no plan, but one run or nothing
 * @throws UsageError where more is asked; BadInput where the plan is damaged; FileError
 */
export async function resumePlan(path: string, asked: Partial<Asked>): Promise<OpenedPlan | undefined> {
  // What is no folder, or holds no plan, is left to those who open one run.
  if (!(await holdsPlan(path))) return undefined
  const folder = await RunFolder.open(path, { ...FOLDER, create: false })
  try {
    const plan = await readPlan(folder)
    if (!plan) throw new BadInput(`${path}: expected several runs, found one`)
    const { threads: _, kernels: __, ...others } = asked
    const [flag] = wordsFor(others)
    if (flag !== undefined) {
      throw new UsageError(`${flag}: ${path} holds ${plan.runs.length} runs, which go on as they were begun`)
    }
    return { folder, plan, ...(await prepareFirst(plan)) }
  } catch (error) {
    await folder.close()
    throw error
  }
}

/** Whether a folder seems to hold several runs, and not one. */
async function holdsPlan(path: string): Promise<boolean> {
  const file = join(path, RUN_FILES.config)
  try {
    return fieldsOf(parseJson(await readWhole(file), file)).runs !== undefined
  } catch {
    return false
  }
}

async function prepareFirst({ runs }: Plan): Promise<Pick<OpenedPlan, 'first' | 'said'>> {
  const asked = withDefaults(askedBy(runs[0]))
  if (asked.data === '-') {
    throw new UsageError('--data -: expected a file, which each run reads for itself, found standard input')
  }
  const said = new Set<string>()
  const first = await prepareRun(asked, (line) => {
    note(line)
    said.add(line)
  })
  return { first, said }
}

/**
 * The workers of each run: as many as were asked for; where that was left open one while there are as many runs as cores,
 * and at the end as many as suit.
 */
export function threadsOf(
  { asked, ...first }: PreparedRun,
  again: Asked['threads'] | undefined,
): { readonly most: number; readonly each: number | undefined } {
  const threads = again ?? asked.threads
  if (threads !== 'auto') return { most: threads, each: threads }
  // Where their number decides the bits, it is the same for all.
  if (!isExact(asked.strategy)) return { most: 1, each: 1 }
  return { most: workersFor({ asked, ...first }), each: undefined }
}
