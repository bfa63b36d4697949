import { createRandom, type Dataset, type SplitDataset, UsageError } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import { divisibleKeys } from './held-back.js'
import { keysOf } from './keys.js'
import { selectExamples, splitStratified } from './split.js'

/**
 * Takes a part of the training examples away for validation: chosen by the seed, each class in proportion,
 * equal examples on one side, unless there are so few different ones that each is needed on both.
 * @param fraction above 0 and below 1
 * @param groups of the examples, where those of one group stay together
 * @returns train without them, and they as `test`
 * @throws UsageError where a part would be empty
 */
export function splitValidation(
  train: Dataset,
  fraction: number,
  seed: number,
  groups?: readonly string[],
): SplitDataset {
  const { features, inputs, labels, name } = train
  const split = splitStratified(
    groups ?? divisibleKeys(keysOf(features, inputs)),
    labels,
    fraction,
    createRandom(seed, STREAM.split),
  )
  if (split.train.length === 0 || split.test.length === 0) {
    throw new UsageError(
      `a part of ${fraction} for validation: expected examples in both parts, found ${split.train.length} to train on and ${split.test.length} for validation`,
    )
  }
  return {
    train: selectExamples(train, split.train, name),
    test: selectExamples(train, split.test, `${name}, validation`),
  }
}
