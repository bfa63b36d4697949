import type { Dataset, ModelDescription } from '@antigrad/core'
import { openDataset } from '@antigrad/data'
import { DEFAULTS } from '../defaults.js'
import { note } from '../output.js'
import { configFromJson } from './config.js'
import { fingerprintOf } from './fingerprint.js'

/**
 * The test part for a model: of the dataset that it was trained on, split as it was then, unless another one
 * is named.
 * @param file of the model, for messages
 */
export async function openTestData(
  { config }: ModelDescription,
  file: string,
  where: string | undefined,
): Promise<Dataset> {
  if (config === undefined) {
    const { test } = await openDataset(where ?? DEFAULTS.data, { seed: DEFAULTS.seed })
    return test
  }
  const { data, seed, fingerprint } = configFromJson(config, file)
  const dataset = await openDataset(where ?? data, { seed })
  if ((where ?? data) === data && fingerprintOf(dataset) !== fingerprint) {
    note(`note: ${data} is not what it was when ${file} was trained`)
  }
  return dataset.test
}
