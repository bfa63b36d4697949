import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BadInput, type Dataset, type SplitDataset, UsageError } from '@antigrad/core'
import { openDataset } from '@antigrad/data'

/** What is measured: a plain description, one file of bench/scenarios. */
export interface Scenario {
  readonly name: string
  /** As `antigrad train --data`. */
  readonly data: string
  /** Of a table: the column to learn. */
  readonly label?: string
  /** Training examples of an epoch, the first ones of the dataset: a turn of the measurement trains them once. */
  readonly examples: number
  readonly hidden: readonly number[]
  readonly batchSize: number
  readonly learningRate: number
  readonly seed: number
}

const FOLDER = fileURLToPath(new URL('../../../bench/scenarios/', import.meta.url))

const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1

/** What each field has to be. */
const FIELDS: Record<
  Exclude<keyof Scenario, 'label'>,
  { readonly expected: string; readonly holds: (value: unknown) => boolean }
> = {
  name: { expected: 'a name', holds: (value) => typeof value === 'string' && value !== '' },
  data: { expected: 'a dataset', holds: (value) => typeof value === 'string' && value !== '' },
  examples: { expected: 'a whole number from 1', holds: isWhole },
  hidden: {
    expected: 'a list of whole numbers from 1',
    holds: (value) => Array.isArray(value) && value.every(isWhole),
  },
  batchSize: { expected: 'a whole number from 1', holds: isWhole },
  learningRate: { expected: 'a number above 0', holds: (value) => typeof value === 'number' && value > 0 },
  seed: { expected: 'a whole number from 0', holds: (value) => value === 0 || isWhole(value) },
}

/**
 * The scenarios that were named, or all of bench/scenarios. A name that ends in `.json` is a file.
 * @throws UsageError for a name that is none, BadInput for a file that describes none
 */
export async function findScenarios(names: readonly string[] | undefined): Promise<Scenario[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort()
  const known = files.map((file) => basename(file, '.json'))
  const paths = (names ?? known).map((name) => {
    if (name.endsWith('.json')) return name
    if (known.includes(name)) return join(FOLDER, `${name}.json`)
    throw new UsageError(
      `scenario ${JSON.stringify(name)}: expected ${known.join(', ')} or a .json file, found no such scenario`,
    )
  })
  return Promise.all(paths.map(readScenario))
}

async function readScenario(path: string): Promise<Scenario> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`${path}: expected a scenario, found none to read (${error.code})`)
  })
  return parseScenario(text, path)
}

/** @throws BadInput where `text` describes no scenario */
export function parseScenario(text: string, path: string): Scenario {
  const value = parseObject(text, path)
  for (const [field, { expected, holds }] of Object.entries(FIELDS)) {
    if (!holds(value[field])) {
      throw new BadInput(`${path}: "${field}": expected ${expected}, found ${JSON.stringify(value[field])}`)
    }
  }
  const known = [...Object.keys(FIELDS), 'label']
  const unknown = Object.keys(value).find((field) => !known.includes(field))
  if (unknown) throw new BadInput(`${path}: expected ${known.join(', ')}, found "${unknown}"`)
  // Each field has just been looked at.
  return value as unknown as Scenario
}

function parseObject(text: string, path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    throw new BadInput(`${path}: expected JSON, found what does not parse as JSON`)
  }
  throw new BadInput(`${path}: expected an object that describes a scenario, found another value`)
}

/** The same scenario with a tenth of the examples, rounded up to whole minibatches. */
export function quickly(scenario: Scenario): Scenario {
  const minibatches = Math.ceil(scenario.examples / 10 / scenario.batchSize)
  return { ...scenario, examples: Math.min(scenario.examples, minibatches * scenario.batchSize) }
}

/** Datasets that a system package installs: its folder, and what installs it. */
const SYSTEM_DATA: Readonly<Record<string, { readonly folder: string; readonly install: string }>> = {
  'fashion-mnist': {
    folder: '/usr/share/datasets/fashion-mnist',
    install: 'Debian: apt-get install dataset-fashion-mnist',
  },
}

/** What `openDataset` takes for the data of a scenario. */
export function dataOf({ data }: Pick<Scenario, 'data'>): string {
  return SYSTEM_DATA[data]?.folder ?? data
}

/** Why a scenario cannot be measured here; undefined where its data is there. */
export function missingData({ name, data }: Scenario): string | undefined {
  const system = SYSTEM_DATA[data]
  if (!system || existsSync(system.folder)) return undefined
  return `${name}: skipped, ${data} is not installed (${system.install})`
}

const opened = new Map<string, Promise<SplitDataset>>()

/**
 * The dataset of a scenario: the first examples, as many as it asks for, to train on, and one to test: nothing is
 * evaluated. Read once for all scenarios that begin alike.
 */
export async function openScenario(scenario: Scenario): Promise<SplitDataset> {
  const { seed, examples, label } = scenario
  const data = dataOf(scenario)
  const key = JSON.stringify([data, seed, label])
  const whole = opened.get(key) ?? openDataset(data, { seed, ...(label !== undefined && { label: [label] }) })
  opened.set(key, whole)
  const { train, test } = await whole
  return { train: firstOf(train, examples), test: firstOf(test, 1) }
}

/** The first examples of a dataset; all where there are no more. */
function firstOf(dataset: Dataset, most: number): Dataset {
  const { features, labels, targets, inputs, outputs } = dataset
  const count = Math.min(most, dataset.count)
  return {
    ...dataset,
    count,
    features: features.subarray(0, count * inputs),
    ...(labels && { labels: labels.subarray(0, count) }),
    ...(targets && { targets: targets.subarray(0, count * outputs) }),
  }
}

/** For people: `784-30-10, minibatch 10`. */
export function describeNetwork(sizes: readonly number[], batchSize: number): string {
  return `${sizes.join('-')}, minibatch ${batchSize}`
}
