import {
  type AnyFeatures,
  createRandom,
  type Dataset,
  type SplitDataset,
  type StoredFeatures,
  UsageError,
} from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import { divisibleKeys } from './held-back.js'
import { keysOf } from './keys.js'
import { murmurHash } from './murmur-hash.js'
import { type Split, selectExamples, selectLabels, splitStratified } from './split.js'

/**
 * Takes a part of the training examples away for validation: chosen by the seed, each class in proportion,
 * equal examples on one side, unless there are so few different ones that each is needed on both. Of examples whose features
 * are in a file each is chosen by the seed and a hash of it alone.
 * @param fraction above 0 and below 1
 * @param groups of the examples, where those of one group stay together
 * @returns train without them, and they as `test`
 * @throws UsageError where a part would be empty
 * @example
 * import { fromRows, splitValidation } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const { train, test } = splitValidation(dataset.train, 0.2, 1)
 * console.log(train.count, test.count)
 */
export function splitValidation(
  train: Dataset,
  fraction: number,
  seed: number,
  groups?: readonly string[],
): SplitDataset
export function splitValidation(
  train: Dataset<AnyFeatures>,
  fraction: number,
  seed: number,
  groups?: readonly string[],
): SplitDataset<AnyFeatures>
export function splitValidation(
  train: Dataset<AnyFeatures>,
  fraction: number,
  seed: number,
  groups?: readonly string[],
): SplitDataset<AnyFeatures> {
  const { features, inputs, labels, name } = train
  const validation = `${name}, validation`
  if ('read' in features) {
    const stored = { ...train, features }
    return selectStored(stored, checked(splitByHash(stored, fraction, seed), fraction), validation)
  }
  const keys = groups ?? divisibleKeys(keysOf(features, inputs))
  const random = createRandom(seed, STREAM.split)
  const split = checked(splitStratified(keys, labels, fraction, random), fraction)
  const whole = { ...train, features }
  return {
    train: selectExamples(whole, split.train, name),
    test: selectExamples(whole, split.test, validation),
  }
}

function checked(split: Split, fraction: number): Split {
  if (split.train.length > 0 && split.test.length > 0) return split
  throw new UsageError(
    `a part of ${fraction} for validation: expected examples in both parts, found ${split.train.length} to train on and ${split.test.length} for validation`,
  )
}

/** The two parts of examples whose features are in a file, the second of them, which is called `tested`, read to memory. */
export function selectStored(
  whole: Dataset<StoredFeatures>,
  { train, test }: Split,
  tested: string,
): SplitDataset<AnyFeatures> {
  const { features, name } = whole
  return {
    train: { ...selectLabels(whole, train, name), features: features.select(train) },
    test: selectExamples(whole, test, tested),
  }
}

/** Divides examples whose features are in a file, each by the seed and a hash of it alone. */
export function splitByHash(
  { features, count, inputs }: Dataset<Pick<StoredFeatures, 'read'>>,
  fraction: number,
  seed: number,
): Split {
  const row = new Float32Array(inputs)
  const words = new Uint32Array(row.buffer)
  const isForTest = new Uint8Array(count)
  let test = 0
  for (let example = 0; example < count; example++) {
    features.read(example, row)
    if (murmurHash(words, seed | 0) >= fraction * 2 ** 32) continue
    isForTest[example] = 1
    test++
  }
  const split = { train: new Uint32Array(count - test), test: new Uint32Array(test) }
  for (let example = 0, tests = 0; example < count; example++) {
    if (isForTest[example] === 1) split.test[tests++] = example
    else split.train[example - tests] = example
  }
  return split
}
