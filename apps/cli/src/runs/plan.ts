import { join } from 'node:path'
import { BadInput } from '@antigrad/core'
import { fieldsOf, type Json, shownJson } from '@antigrad/core/internal'
import { RUN_FILES, type RunFolder } from '@antigrad/store'
import { Command } from 'commander'
import { addHyperparameters, statedBy } from '../hyperparameters/flags.js'
import type { Asked } from '../run/config.js'
import { METRIC_NAMES, type MetricName } from '../run/metric.js'
import type { Standings } from './sweep/standing.js'

/** Several runs that belong together, in one folder that has a folder for each. */
export interface Plan {
  readonly kind: PlanKind
  readonly runs: readonly PlannedRun[]
  /** Of a sweep: by what its runs are chosen, in validation. */
  readonly metric?: MetricName
  /** Of a sweep: whether most of its runs end early (sweep/halving.ts). */
  readonly halving?: true
  /** How its runs stood at the end of each round but the last: by that it was decided which go on. */
  readonly decided?: readonly Standings[]
}

/**
 * The folds of a cross-validation, a run each, or the same run with several seeds; folds may have several seeds too. Or a
 * sweep, whose runs differ in other hyperparameters.
 */
export type PlanKind = 'folds' | 'seeds' | 'sweep'

/** One of several runs: what `antigrad train` is told. */
export interface PlannedRun {
  /** Of its folder: `fold-2`. */
  readonly name: string
  /** Its hyperparameters, as words of a command line: `--hidden=128,64`. */
  readonly flags: readonly string[]
}

/** A run that is to be trained now. */
export interface Job extends PlannedRun {
  /** The epoch after which it pauses; absent where it is trained to its end. */
  readonly until?: number
}

const KINDS: readonly string[] = ['folds', 'seeds', 'sweep'] satisfies PlanKind[]

/** What the flags of a planned run ask for. @throws CommanderError, UsageError where they are none */
export function askedBy({ flags }: PlannedRun): Partial<Asked> {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  addHyperparameters(command)
  return statedBy(command.parse(flags, { from: 'user' }).opts())
}

/** Keeps a plan in the folder of its runs. @throws FileError */
export function writePlan(folder: RunFolder, plan: Plan): Promise<void> {
  return folder.writeConfig({ version: 1, ...plan })
}

/**
 * The plan that a folder holds; undefined where it holds none, but a run or nothing.
 * @throws BadInput where it is damaged, FileError
 */
export async function readPlan(folder: RunFolder): Promise<Plan | undefined> {
  const json = await folder.readConfig()
  const { version, kind, runs, metric, halving, decided = [] } = fieldsOf(json)
  if (kind === undefined && runs === undefined) return undefined
  const file = join(folder.path, RUN_FILES.config)
  const expect = (holds: boolean, field: string, expected: string, found: Json | undefined): void => {
    if (!holds) throw new BadInput(`${file}: ${field}: expected ${expected}, found ${shownJson(found)}`)
  }
  expect(version === 1, 'version', '1 (is it of another version of antigrad?)', version)
  expect(KINDS.includes(String(kind)), 'kind', KINDS.join(' or '), kind)
  expect(Array.isArray(runs) && runs.length > 0 && runs.every(isRun), 'runs', 'names and flags of runs', runs)
  const isSweep = kind === 'sweep'
  const known = METRIC_NAMES.some((name) => name === metric)
  expect(
    isSweep ? known : metric === undefined,
    'metric',
    isSweep ? METRIC_NAMES.join(' or ') : 'none',
    metric,
  )
  const isDecided = Array.isArray(decided) && decided.every(areStandings)
  expect(isDecided, 'decided', 'how runs stood', decided)
  expect(halving === undefined || (isSweep && halving === true), 'halving', 'true, of a sweep', halving)
  const rounds = (Array.isArray(decided) ? decided : []).map(standingsFrom)
  const ofSweep = { metric, decided: rounds, ...(halving === true && { halving }) }
  const plan = { kind, runs, ...(isSweep && ofSweep) } as unknown as Plan
  for (const run of plan.runs) {
    try {
      askedBy(run)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new BadInput(`${file}: ${run.name}: expected flags of antigrad train, found others: ${reason}`)
    }
  }
  return plan
}

function areStandings(json: Json): boolean {
  return Object.values(fieldsOf(json)).every((standing) => typeof fieldsOf(standing).epochs === 'number')
}

/** JSON has no NaN, and says null. */
function standingsFrom(json: Json): Standings {
  const orNaN = (value: Json | undefined): number => (typeof value === 'number' ? value : Number.NaN)
  const standings = Object.entries(fieldsOf(json)).map(([name, standing]) => {
    const { value, loss, epochs } = fieldsOf(standing)
    return [name, { value: orNaN(value), loss: orNaN(loss), epochs: orNaN(epochs) }]
  })
  return Object.fromEntries(standings)
}

function isRun(json: Json): boolean {
  const { name, flags } = fieldsOf(json)
  return (
    // The name of a folder within this one, and of no other.
    typeof name === 'string' &&
    /^[a-z0-9][\w.-]*$/i.test(name) &&
    Array.isArray(flags) &&
    flags.every((flag) => typeof flag === 'string')
  )
}
