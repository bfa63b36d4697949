import { tmpdir } from 'node:os'
import { UsageError } from '@antigrad/core'
import {
  adviceAt,
  type Fold,
  isLargeDataset,
  isTablePath,
  openDataset,
  splitValidation,
  type TargetScaling,
  tableColumns,
  tablesAdvice,
} from '@antigrad/data'
import type { LossChoice } from '../hyperparameters/loss.js'
import { isLeader } from '../ranks/job.js'
import type { Opening } from '../ranks/opening.js'
import { collectGarbage } from './collect-garbage.js'
import type { Asked } from './config.js'
import { fingerprintOf } from './fingerprint.js'
import type { RunData } from './run-data.js'
import type { InputForms } from './starting-model.js'

/** The hyperparameters that decide which examples a run has, and in which parts. */
const DATA_KEYS = [
  'data',
  'table',
  'cycles',
  'size',
  'grey',
  'color',
  'folds',
  'fold',
  'valSplit',
  'seed',
  'loss',
  'from',
] as const satisfies (keyof Asked)[]

/** What decides which examples a run has. */
export type DataAsked = Pick<Asked, (typeof DATA_KEYS)[number]>

/** Equal for runs of the same examples in the same parts. */
export function dataKey(asked: DataAsked): string {
  return JSON.stringify(DATA_KEYS.map((key) => asked[key]))
}

/** Numbers of features to train on above which they are read from a file, in each step those of its examples: 512 MiB. */
const STORE_ABOVE = 2 ** 27

/** How the examples of a run are read. */
export interface DataReading {
  /** Takes lines, for people, about what was decided that could be otherwise. */
  readonly note?: (line: string) => void
  /** How the model that the run began with takes its inputs. */
  readonly forms?: InputForms
  /** Of a job whose ranks all open them. */
  readonly opening?: Opening
}

/**
 * Opens the examples of a run, and parts them as it does.
 * @throws UsageError, BadInput, FileError
 */
export async function openRunData(
  config: DataAsked,
  { opening, ...how }: DataReading = {},
): Promise<RunData> {
  if (!opening) return readRunData(config, how)
  // What launchers give to rank 0 alone.
  const isPiped = config.data === '-'
  const [isShared] = await opening.tell(`${isPiped || (await isLargeDataset(config.data))}`)
  if (isShared !== 'true') return readRunData(config, how)
  const { openShared } = await import('../ranks/shared-data.js')
  return openShared(opening, (namesStored) => {
    if (!isPiped || isLeader(opening.job)) return readRunData(config, how, namesStored)
    throw new UsageError(
      `--data -: expected a file, or TMPDIR to name a folder that all share: standard input is rank 0's, and what it has read of it is not found in ${tmpdir()}`,
    )
  })
}

/** @param namesStored whether a file of features keeps its name, for other ranks */
async function readRunData(
  config: DataAsked,
  { note, forms }: Omit<DataReading, 'opening'>,
  namesStored = false,
): Promise<RunData> {
  const { data, table, cycles = false, size, grey, color, seed, valSplit, loss } = config
  if (grey && color) throw new UsageError('--grey: expected it or --color, found both')
  if (table && !isTable(data) && (await adviceAt(data)) === undefined) {
    const inside = await tablesAdvice(data)
    const found = inside === undefined ? data : `${data}, ${inside}`
    throw new UsageError(`--label: expected with a table, such as a .csv file, found ${found}`)
  }
  if (!table && isTable(data)) {
    const columns = await columnsText(data)
    throw new UsageError(
      `--label: expected with ${data}, what to learn, a column by name or number${columns}`,
    )
  }
  const { testSplit, ...asked } = table ?? {}
  const testFraction = testSplit === undefined ? {} : { testFraction: testSplit }
  const { form: known, pictures: look } = forms ?? {}
  const looks = {
    ...(look && { size: [look.width, look.height] as const, color: look.channels === 3 }),
    ...(size && { size }),
    ...((grey || color) && { color: color === true }),
  }
  const targetScaling = scalingFor(loss)
  const fold = foldOf(config)
  const others = { ...(fold && { fold }), ...(note && { note }), ...(known && { form: known }) }
  const options = {
    seed,
    ...asked,
    cycles,
    ...testFraction,
    ...looks,
    targetScaling,
    storeAbove: STORE_ABOVE,
    namesStored,
    ...others,
  }
  const opened = await openDataset(data, options)
  const { form, pictures, testsOnTraining, groups, ...dataset } = opened
  if ('read' in dataset.train.features) collectGarbage()
  if (!pictures && (size || grey || color)) {
    const flag = size ? '--size' : grey ? '--grey' : '--color'
    throw new UsageError(`${flag}: expected with a folder of pictures, found ${data}`)
  }
  return {
    dataset: valSplit === undefined ? dataset : splitValidation(dataset.train, valSplit, seed, groups),
    test: dataset.test,
    ...(form && { form }),
    ...(pictures && { pictures }),
    ...(testsOnTraining && { testsOnTraining }),
    fingerprint: fingerprintOf(dataset),
  }
}

/** Columns that a message names. */
const MOST_COLUMNS = 12

/**
 * The columns of a table for a message: `; it has "width", "height"`.
 * @throws BadInput, FileError where there is no such table
 */
export async function columnsText(path: string): Promise<string> {
  // What comes through a pipe is read once.
  if (path === '-') return ''
  const names = await tableColumns(path)
  const named = names.slice(0, MOST_COLUMNS).map((name) => JSON.stringify(name))
  const more = names.length > MOST_COLUMNS ? ` and ${names.length - MOST_COLUMNS} more` : ''
  return `; it has ${named.join(', ')}${more}`
}

/** @throws UsageError where a fold is asked for that there is not, or without what goes with it */
function foldOf({ folds, fold, table }: Pick<Asked, 'folds' | 'fold' | 'table'>): Fold | undefined {
  if (fold === undefined && folds === undefined) return undefined
  if (folds === undefined) throw new UsageError(`--fold ${fold}: expected with --folds, of which it is one`)
  if (fold === undefined) throw new UsageError(`--folds ${folds}: expected with --fold, for one run`)
  if (fold > folds) {
    throw new UsageError(`--fold ${fold}: expected a whole number from 1 to ${folds}, as --folds says`)
  }
  const [given] = [
    table?.testSplit !== undefined && '--test-split',
    table?.testData !== undefined && '--test-data',
  ].filter(Boolean)
  if (given) throw new UsageError(`${given}: expected without --folds, which tests each row once`)
  return { index: fold, count: folds }
}

/** Into the range of a sigmoid, where the outputs end in one; labels that are 0 or 1 as they are. */
function scalingFor(loss: LossChoice): TargetScaling {
  if (loss === 'binary-cross-entropy') return 'none'
  return loss === 'squared' ? 'sigmoid' : 'standard'
}

/**
 * Checks that data which may lie elsewhere now are of the same kind still: a table, or none.
 * @param path of the run, or of its model
 * @throws UsageError
 */
export function checkKind(path: string, begunWith: string, data: string): void {
  if (isTable(data) === isTable(begunWith)) return
  const expected = isTable(begunWith) ? 'a table' : 'no table'
  throw new UsageError(`--data ${data}: expected ${expected}, for ${path} was begun with ${begunWith}`)
}

/** Whether a path is that of a table. */
export function isTable(path: string): boolean {
  return isTablePath(path)
}
