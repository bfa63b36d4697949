import { note } from '@antigrad/command'
import { BadInput, type Dataset, UsageError } from '@antigrad/core'
import {
  examplesInCommon,
  openTable,
  openTestPart,
  type ReadableFeatures,
  type TableForm,
  withClasses,
} from '@antigrad/data'
import { openPictures } from '@antigrad/data/images'
import { HYPERPARAMETERS } from '../hyperparameters/table.js'
import { configFromJson, type RunConfig } from './config.js'
import { type DataReading, isTable, openRunData } from './data.js'
import type { OpenedModel } from './model-file.js'
import type { RunData } from './run-data.js'
import { inputFormsOf } from './starting-model.js'

/** Examples to test a model with. */
export interface TestData {
  readonly test: Dataset<ReadableFeatures>
  /** Of a table. */
  readonly form: TableForm | undefined
}

/** What is known of the training of a model. */
interface Training {
  readonly config: RunConfig
  /** Of a table. */
  readonly form: TableForm | undefined
  readonly reading: DataReading
}

/**
 * The test part for a model: of the data that it was trained on, split as they were then, wherever they lie now; or of
 * another dataset; or the whole of another table, or of another folder of pictures that is not divided.
 * @throws BadInput, FileError; UsageError where the model of a table names no data, and nobody else does
 */
export async function openTestData(model: OpenedModel, where: string | undefined): Promise<TestData> {
  const { description, file } = model
  const forms = inputFormsOf(model, file)
  const { form, pictures } = forms
  const config = description.config === undefined ? undefined : configFromJson(description.config, file)
  const trained = config && { config, form, reading: config.from === undefined ? {} : { forms } }
  if (trained && (where === undefined || where === trained.config.data)) {
    const { config, reading } = trained
    const data = await openRunData(config, reading)
    if (data.fingerprint !== config.fingerprint || !haveSameNames(data.form, form)) {
      note(`note: ${config.data} is not what it was when ${file} was trained`)
    }
    return testPart(data, form, config.data)
  }
  if (where === undefined && form) {
    throw new UsageError(
      `--data: expected a table to test ${file} with: it does not say what it was trained on`,
    )
  }
  if (where !== undefined && isTable(where)) {
    if (!form) {
      throw new BadInput(`${file}: expected the model of a table to test it with ${where}, found another`)
    }
    return openOther(trained, where, form, () => openTable(where, form))
  }
  if (where !== undefined && pictures) {
    return openOther(trained, where, form, () => openPictures(where, pictures, description.classes ?? []))
  }
  const test = await openTestPart(where ?? HYPERPARAMETERS.data.default.value, {
    seed: config?.seed ?? HYPERPARAMETERS.seed.default.value,
  })
  const outputs = model.network.architecture.sizes.at(-1) ?? 0
  const names = description.classes ?? Array.from({ length: outputs }, (_, label) => String(label))
  return { test: names.length === outputs ? withClasses(test, names) : test, form }
}

function testPart({ test, testsOnTraining }: RunData, form: TableForm | undefined, where: string): TestData {
  if (testsOnTraining) note(`note: ${where}: nothing was held back: these are the rows that were trained on`)
  return { test, form }
}

/** The examples at another path: the test part where they are those of the training after all, else all of them. */
async function openOther(
  trained: Training | undefined,
  where: string,
  form: TableForm | undefined,
  open: () => Promise<Dataset>,
): Promise<TestData> {
  const same = trained && (await openSame(trained, where))
  if (same) return testPart(same, form, where)
  const test = await open()
  if (trained) await noteTrained(trained, test, where)
  return { test, form }
}

/** The data of a run where they lie at this path too, by their fingerprint and their names; undefined where others do. */
async function openSame({ config, form, reading }: Training, where: string): Promise<RunData | undefined> {
  const data = await openIfPossible({ ...config, data: where }, reading)
  return data?.fingerprint === config.fingerprint && haveSameNames(data.form, form) ? data : undefined
}

/** Whether two tables call their columns, kinds and classes alike: numbers stand for them in the examples. */
function haveSameNames(one: TableForm | undefined, other: TableForm | undefined): boolean {
  const namesOf = ({ label, classes, features }: TableForm) => [
    label,
    classes,
    features.map(({ name, categories }) => [name, categories]),
  ]
  return JSON.stringify(one && namesOf(one)) === JSON.stringify(other && namesOf(other))
}

/** Says how many of these rows a model was trained on, as far as the table that it was trained on is still there. */
async function noteTrained({ config, form, reading }: Training, test: Dataset, where: string): Promise<void> {
  if (config.data === '-') return
  const data = await openIfPossible(config, reading)
  if (data?.fingerprint !== config.fingerprint) return
  const common = examplesInCommon(test, data.dataset.train)
  if (common > 0) {
    note(
      `note: ${common} of the ${test.count} ${form ? 'rows' : 'pictures'} of ${where} have the features of ${form ? 'rows' : 'pictures'} that were trained on`,
    )
  }
}

/** The data of a run, unless the files cannot be read as such. */
async function openIfPossible(config: RunConfig, reading: DataReading): Promise<RunData | undefined> {
  try {
    return await openRunData(config, reading)
  } catch (error) {
    // What is not of that kind is read as another table, and said there.
    if (error instanceof Error && ['BadInput', 'UsageError', 'FileError'].includes(error.name))
      return undefined
    throw error
  }
}
