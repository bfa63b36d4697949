import { BadInput, UsageError } from '@antigrad/core'
import { approximation } from '@antigrad/core/lecture'
import {
  type NumberColumn,
  type NumberForm,
  openNumberColumns,
  PHYSICAL_TABLES,
  type PhysicalTable,
  type Quantity,
} from '@antigrad/data'
import { columnsText } from '../../run/data.js'

const { TARGETS, holdOut, sampleTarget, samplesOf } = approximation

/** One of this many rows of a table is kept from the network. */
const HELD_OUT = 3

/** The fewest rows of a table that leave something to learn and something unseen. */
const FEWEST_ROWS = 6

const UNSEEN_POINTS = 500

/** What a function takes or gives. */
export interface Variable extends Quantity {
  /** How a table writes its numbers, where not as JavaScript does. */
  readonly number?: NumberForm
}

/** An unknown function, as samples of it. */
export interface Problem {
  readonly name: string
  /** What it is, for people. */
  readonly title: string
  /** Where its numbers come from, for people. */
  readonly source?: string
  readonly arguments: readonly Variable[]
  readonly value: Variable
  readonly samples: approximation.SplitSamples
  /** What the unseen samples are, for people. */
  readonly unseen: string
  /** The function itself, where it is known. */
  readonly truth?: approximation.Approximant
}

/** What a user asks to be approximated. */
export interface ProblemFlags {
  readonly target?: string
  readonly csv?: string
  readonly x?: readonly string[]
  readonly y?: string
  readonly samples?: number
  /** Standard deviation of the errors that are added to the samples of a function. */
  readonly noise?: number
  readonly seed: number
}

/** What `--target` takes. */
export const PROBLEM_NAMES: readonly string[] = [...TARGETS, ...PHYSICAL_TABLES].map(({ name }) => name)

/**
 * Opens what is to be approximated: a function, a physical table or a user's own.
 * @throws UsageError for flags that do not belong together, BadInput and FileError for the file
 */
export async function openProblem(flags: ProblemFlags): Promise<Problem> {
  const { target = 'sine', csv, x, y, samples, noise, seed } = flags
  if (noise !== undefined && csv !== undefined) {
    throw new UsageError('--noise: expected with a function, found --csv: a table has errors of its own')
  }
  if (csv !== undefined) return openTable(csv, flags)
  if (x || y !== undefined) throw new UsageError(`--${x ? 'x' : 'y'}: expected with --csv`)
  const table = PHYSICAL_TABLES.find(({ name }) => name === target)
  if (table) {
    if (samples !== undefined)
      throw new UsageError(`--samples: ${target} is a table of ${table.rows.length} rows`)
    if (noise !== undefined)
      throw new UsageError(`--noise: expected with a function, found ${target}, a table`)
    return physicalProblem(table, seed)
  }
  const known = TARGETS.find(({ name }) => name === target)
  if (!known) throw new UsageError(`--target: expected one of ${PROBLEM_NAMES.join(', ')}, found '${target}'`)
  return functionProblem({ ...known, ...(noise !== undefined && { noise }) }, samples, seed)
}

function functionProblem(target: approximation.Target, count: number | undefined, seed: number): Problem {
  const { name, formula, axes, noise, value } = target
  const ranges = axes.map((axis) => `${axis.name} from ${shortly(axis.low)} to ${shortly(axis.high)}`)
  return {
    name,
    title: `${formula}, ${ranges.join(', ')}`,
    ...(noise > 0 && { source: `the function, with errors of ${noise} (standard deviation) added` }),
    arguments: axes.map((axis) => ({ name: axis.name, unit: '' })),
    value: { name: axes.length === 1 ? 'y' : 'z', unit: '' },
    samples: sampleTarget(target, count ?? (axes.length === 1 ? 64 : 400), UNSEEN_POINTS, seed),
    unseen:
      noise > 0 ? 'other points of the function itself, without the noise' : 'other points of the function',
    truth: value,
  }
}

function physicalProblem(
  { name, title, argument, value, source, rows }: PhysicalTable,
  seed: number,
): Problem {
  const samples = samplesOf(
    [rows.map(([x]) => x)],
    rows.map(([, y]) => y),
  )
  return {
    name,
    title: `${title} (${value.unit}) against ${argument.name} (${argument.unit})`,
    source,
    arguments: [argument],
    value,
    samples: holdOut(samples, HELD_OUT, seed),
    unseen: 'other rows of the table',
  }
}

async function openTable(csv: string, { target, x, y, samples, seed }: ProblemFlags): Promise<Problem> {
  if (target !== undefined) throw new UsageError('--csv: expected without --target')
  if (!x || y === undefined)
    throw new UsageError(
      `--csv: expected with --x and --y, columns by name or number${await columnsText(csv)}`,
    )
  if (samples !== undefined) throw new UsageError('--samples: expected without --csv, all rows are taken')
  if (x.includes(y)) throw new UsageError(`--y: expected another column than those of --x, found '${y}'`)
  const columns = await openNumberColumns(csv, [...x, y])
  const outputs = columns[columns.length - 1]
  if (outputs.values.length < FEWEST_ROWS) {
    throw new BadInput(`${csv}: expected at least ${FEWEST_ROWS} rows, found ${outputs.values.length}`)
  }
  const inputs = columns.slice(0, -1)
  const all = samplesOf(
    inputs.map(({ values }) => values),
    outputs.values,
  )
  return {
    name: csv,
    title: `${outputs.name} against ${inputs.map(({ name }) => name).join(', ')}`,
    source: csv,
    arguments: inputs.map(variableOf),
    value: variableOf(outputs),
    samples: holdOut(all, HELD_OUT, seed),
    unseen: 'other rows of the file',
  }
}

function variableOf({ name, form }: NumberColumn): Variable {
  return { name, unit: '', ...(form && { number: form }) }
}

function shortly(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−')
}
