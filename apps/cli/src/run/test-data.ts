import { note } from '@antigrad/command'
import { BadInput, type Dataset } from '@antigrad/core'
import { openDataset, openTable, type TableForm } from '@antigrad/data'
import { HYPERPARAMETERS } from '../hyperparameters/table.js'
import { configFromJson } from './config.js'
import { isTable, openRunData } from './data.js'
import type { OpenedModel } from './model-file.js'
import { tableFormOf } from './table-form.js'

/** Examples to test a model with. */
export interface TestData {
  readonly test: Dataset
  /** Of a table. */
  readonly form: TableForm | undefined
}

/**
 * The test part for a model: of the data that it was trained on, split as they were then; or of another
 * dataset; or the whole of another table.
 * @throws BadInput, FileError
 */
export async function openTestData(model: OpenedModel, where: string | undefined): Promise<TestData> {
  const { description, file } = model
  const form = tableFormOf(model, file)
  const config = description.config === undefined ? undefined : configFromJson(description.config, file)
  if (config && (where === undefined || where === config.data)) {
    const { test, fingerprint } = await openRunData(config)
    if (fingerprint !== config.fingerprint) {
      note(`note: ${config.data} is not what it was when ${file} was trained`)
    }
    return { test, form }
  }
  if (where !== undefined && isTable(where)) {
    if (!form) {
      throw new BadInput(`${file}: expected the model of a table to test it with ${where}, found another`)
    }
    return { test: await openTable(where, form), form }
  }
  const { test } = await openDataset(where ?? HYPERPARAMETERS.data.default.value, {
    seed: config?.seed ?? HYPERPARAMETERS.seed.default.value,
  })
  return { test, form }
}
