import { BadInput } from '@antigrad/core'
import { type Json, shownJson } from '@antigrad/core/internal'
import type { TableOptions } from '@antigrad/data'
import { MOST_WORKERS, STRATEGIES, type StrategyName } from '@antigrad/parallel/settings'

/** What is to be learned of a table. */
export type TableAsked = Pick<TableOptions, 'label' | 'features' | 'categories' | 'task'>

/**
 * What decides the weights of a run, bit for bit; kept in its folder and in its model, so that it can go on,
 * and be repeated. `threads` decides nothing where the strategy is exact, and is kept where it is not.
 */
export interface RunConfig {
  /** Of this record: 1. */
  readonly version: 1
  /** As the flag said: `mnist`, a path. */
  readonly data: string
  /** Of a .csv file only. */
  readonly table?: TableAsked
  /** `sha256:…` of the examples. */
  readonly fingerprint: string
  /** The part of the training examples that is for validation. */
  readonly valSplit?: number
  /** Epochs without a lower loss in validation, after which training ends; the best weights are the result. */
  readonly patience?: number
  readonly hidden: readonly number[]
  readonly epochs: number
  readonly batchSize: number
  readonly learningRate: number
  readonly seed: number
  readonly strategy: StrategyName
  readonly threads: number
  /** Where `threads` was left to the machine, and may change with it: with `slices` only. */
  readonly autoThreads?: true
  /** The order of sums that the run was begun with (`ARITHMETIC`); missing where that had no number yet. */
  readonly arithmetic?: number
}

/** What is asked of a run: all but what is found in its data. */
export type Asked = Omit<RunConfig, 'version' | 'fingerprint' | 'threads' | 'autoThreads' | 'arithmetic'> & {
  /** `auto`: as many as suit the data, the network and this machine. */
  readonly threads: number | 'auto'
}

/** The order of sums that a run was begun with: the first, where it has no number. */
export function arithmeticOf({ arithmetic = 1 }: RunConfig): number {
  return arithmetic
}

/** A config as JSON. */
export function configToJson(config: RunConfig): { readonly [key: string]: Json } {
  return JSON.parse(JSON.stringify(config))
}

type Check = (value: Json | undefined) => boolean
type Field = readonly [expected: string, check: Check]

const isText: Check = (value) => typeof value === 'string' && value.length > 0
const isPositive: Check = (value) => typeof value === 'number' && value > 0 && Number.isFinite(value)
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 1
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText)
const oneOf =
  (...texts: string[]): Check =>
  (value) =>
    texts.includes(value as string)
const optional = ([expected, check]: Field): Field => [
  expected,
  (value) => value === undefined || check(value),
]

/** What each field of a config has to be, in words and as a test. */
const CONFIG: { readonly [K in keyof Required<RunConfig>]: Field } = {
  version: ['1 (is it of another version of antigrad?)', (value) => value === 1],
  data: ['the name or path of a dataset', isText],
  table: optional(['what is learned of a table', isTable]),
  fingerprint: ['sha256:…', (value) => isText(value) && /^sha256:[0-9a-f]{64}$/.test(String(value))],
  valSplit: optional(['a number above 0 and below 1', (value) => isPositive(value) && Number(value) < 1]),
  patience: optional(['a whole number from 1', isCount]),
  hidden: ['a list of whole numbers from 1', (value) => Array.isArray(value) && value.every(isCount)],
  epochs: ['a whole number from 1', isCount],
  batchSize: ['a whole number from 1', isCount],
  learningRate: ['a number above 0', isPositive],
  seed: ['a whole number', (value) => Number.isSafeInteger(value)],
  strategy: [Object.keys(STRATEGIES).join(' or '), oneOf(...Object.keys(STRATEGIES))],
  threads: [
    `a whole number from 1 to ${MOST_WORKERS}`,
    (value) => isCount(value) && Number(value) <= MOST_WORKERS,
  ],
  autoThreads: optional(['true', (value) => value === true]),
  arithmetic: optional(['a whole number from 1', isCount]),
}

const TABLE: { readonly [K in keyof Required<TableAsked>]: Check } = {
  label: isTexts,
  features: (value) => value === undefined || isTexts(value),
  categories: (value) => value === undefined || isTexts(value),
  task: (value) => value === undefined || oneOf('auto', 'classify', 'regress')(value),
}

function isTable(value: Json | undefined): boolean {
  const found = fieldsOf(value)
  return Object.entries(TABLE).every(([field, check]) => check(found[field]))
}

/**
 * Reads a config.
 * @param place of it, for messages: `runs/a/config.json`
 * @throws BadInput for a field that is missing or out of range
 */
export function configFromJson(json: Json | undefined, place: string): RunConfig {
  const found = fieldsOf(json)
  for (const [field, [expected, check]] of Object.entries(CONFIG)) {
    if (!check(found[field])) {
      throw new BadInput(`${place}: ${field}: expected ${expected}, found ${shownJson(found[field])}`)
    }
  }
  return found as unknown as RunConfig
}

/** The fields of a JSON object; none for anything else. */
export function fieldsOf(json: Json | undefined): { readonly [key: string]: Json | undefined } {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
  return isObject ? (json as { readonly [key: string]: Json }) : {}
}
