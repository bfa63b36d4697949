import { ARITHMETIC, BadInput } from '@antigrad/core'
import { blockCount, fieldsOf, type Json, shownJson } from '@antigrad/core/internal'
import type { TableOptions } from '@antigrad/data'
import { type AskedValues, entries, type KeptValues } from '../hyperparameters/table.js'

/** What is to be learned of a table, and how it is read and divided. */
export type TableAsked = Omit<TableOptions, 'scaling' | 'note' | 'fold'> & {
  /** Part of the rows that is held back for testing. */
  readonly testSplit?: number
  /** Another table to test with. */
  readonly testData?: string
}

/**
 * What decides the weights of a run, bit for bit: its hyperparameters and its data; kept in its folder and in its model, so
 * that it can go on, and be repeated. `threads` decides nothing where the strategy is exact, and is kept where it is not.
 */
export type RunConfig = KeptValues & {
  /** Of this record: 1. */
  readonly version: 1
  /** Of a table only. */
  readonly table?: TableAsked
  /** `sha256:…` of the examples. */
  readonly fingerprint: string
  /** Where `threads` was left to the machine, and may change with it: with `slices` only. */
  readonly autoThreads?: true
  /** `sha256:…` of the weights that the run begins with, where it begins with those of a model. */
  readonly startingWeights?: string
  /** Where moments of its table become the time of day, the weekday and the time of year too. */
  readonly cycles?: true
  /** The order of sums that the run was begun with (`ARITHMETIC`); missing where that had no number yet. */
  readonly arithmetic?: number
}

/** What is asked of a run: all but what is found in its data. */
export type Asked = AskedValues & Pick<RunConfig, 'table' | 'cycles'>

/** What is left to the data, once they are open. */
export type Settled = Pick<RunConfig, 'loss' | 'epochs' | 'cycles'>

/** The order of sums that a run was begun with: the first, where it has no number. */
export function arithmeticOf({ arithmetic = 1 }: RunConfig): number {
  return arithmetic
}

/** The first order of sums that is this one's where a minibatch is one block: docs/decisions/0023-blocks-of-rows.md. */
const UNDIVIDED_SINCE = 2

/** Whether a run from the start comes to the weights of one that was begun with this config, by its order of sums. */
export function hasTheseSums(config: RunConfig): boolean {
  const begunWith = arithmeticOf(config)
  if (begunWith === ARITHMETIC) return true
  return begunWith >= UNDIVIDED_SINCE && begunWith < ARITHMETIC && blockCount(config.batchSize) === 1
}

/** A config as JSON. */
export function configToJson(config: RunConfig): { readonly [key: string]: Json } {
  return JSON.parse(JSON.stringify(config))
}

/** What a field of a config has to be, in words and as a test; whether it may be missing. */
interface Field {
  readonly expected: string
  readonly accepts: (value: Json) => boolean
  readonly optional: boolean
}

/** The fields beside the hyperparameters. */
const OTHERS: { readonly [field: string]: Field } = {
  version: {
    expected: '1 (is it of another version of antigrad?)',
    accepts: (value) => value === 1,
    optional: false,
  },
  fingerprint: { expected: 'sha256:…', accepts: isHash, optional: false },
  startingWeights: { expected: 'sha256:…', accepts: isHash, optional: true },
  autoThreads: { expected: 'true', accepts: (value) => value === true, optional: true },
  cycles: { expected: 'true', accepts: (value) => value === true, optional: true },
  arithmetic: {
    expected: 'a whole number from 1',
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
    optional: true,
  },
  table: { expected: 'what is learned of a table', accepts: isTable, optional: true },
}

/** What each hyperparameter has to be in a config, or in its `table`: there is none without a label. */
function fieldsWithin(holder: 'table' | undefined): [key: string, field: Field][] {
  return entries()
    .filter(([, { within }]) => within === holder)
    .map(([key, { values, default: fallback, before }]) => {
      const always =
        holder === undefined ? fallback !== undefined && fallback.with === undefined : key === 'label'
      const { expected } = values
      return [
        key,
        { expected, accepts: (value) => values.accepts(value), optional: !always || before !== undefined },
      ]
    })
}

function holds({ accepts, optional }: Field, value: Json | undefined): boolean {
  return value === undefined ? optional : accepts(value)
}

function isHash(json: Json): boolean {
  return typeof json === 'string' && /^sha256:[0-9a-f]{64}$/.test(json)
}

function isTable(json: Json): boolean {
  const found = fieldsOf(json)
  return fieldsWithin('table').every(([key, field]) => holds(field, found[key]))
}

/**
 * Reads a config. What is older than a hyperparameter gets what it meant (`before`).
 * @param source of it, for messages: `runs/a/config.json`
 * @throws BadInput for a field that is missing or out of range
 */
export function configFromJson(json: Json | undefined, source: string): RunConfig {
  const found = fieldsOf(json)
  const { version, ...others } = OTHERS
  const all = [['version', version] as const, ...fieldsWithin(undefined), ...Object.entries(others)]
  for (const [key, field] of all) {
    if (!holds(field, found[key])) {
      throw new BadInput(`${source}: ${key}: expected ${field.expected}, found ${shownJson(found[key])}`)
    }
  }
  const older = entries().filter(([key, { before }]) => before !== undefined && found[key] === undefined)
  if (older.length === 0) return found as unknown as RunConfig
  return { ...Object.fromEntries(older.map(([key, { before }]) => [key, before])), ...found } as RunConfig
}
