import type { Dataset, FeatureValues, Random, SplitDataset } from '@antigrad/core'
import { shuffle } from '@antigrad/core/internal'
import type { ReadableFeatures } from './feature-pieces.js'

/** Which examples belong to which part. The order is random too. */
export interface Split {
  readonly train: Uint32Array
  readonly test: Uint32Array
}

/**
 * Divides examples into two parts at random, each class in proportion (largest remainders). Equal
 * examples stay on one side, so the parts share none; they may make a part larger than asked by as many.
 * Each class keeps an example to train on.
 * @param keys one for each example, equal for equal examples
 * @param labels the class of each example; without them all are of one class
 * @param fraction of the examples that are for testing, above 0 and below 1
 */
export function splitStratified(
  keys: readonly string[],
  labels: Uint32Array | undefined,
  fraction: number,
  random: Random,
): Split {
  const firstOf = new Map<string, number>()
  const classes = new Map<number, number[]>()
  for (const [index, key] of keys.entries()) {
    if (firstOf.has(key)) continue
    firstOf.set(key, index)
    const label = labels ? labels[index] : 0
    const members = classes.get(label)
    if (members) members.push(index)
    else classes.set(label, [index])
  }
  const strata = [...classes.keys()].sort((a, b) => a - b).map((label) => classes.get(label) ?? [])
  const sizes = strata.map((members) => members.length)
  const quotas = shares(sizes, Math.round(firstOf.size * fraction))
  const chosen = new Set<number>()
  for (const [index, members] of strata.entries()) {
    shuffle(members, random)
    for (const example of members.slice(0, quotas[index])) chosen.add(example)
  }
  const train: number[] = []
  const test: number[] = []
  for (const [index, key] of keys.entries()) {
    const side = chosen.has(firstOf.get(key) ?? index) ? test : train
    side.push(index)
  }
  shuffle(train, random)
  shuffle(test, random)
  return { train: Uint32Array.from(train), test: Uint32Array.from(test) }
}

/** Divides `total` in proportion to `sizes`: whole numbers, each at least 1 below its size. */
function shares(sizes: readonly number[], total: number): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const exact = sizes.map((size) => (size * total) / all)
  const quotas = exact.map(Math.floor)
  let left = total - quotas.reduce((sum, quota) => sum + quota, 0)
  const byRemainder = [...sizes.keys()].sort((a, b) => exact[b] - quotas[b] - (exact[a] - quotas[a]) || a - b)
  for (const index of byRemainder) if (left-- > 0) quotas[index]++
  return quotas.map((quota, index) => Math.min(quota, sizes[index] - 1))
}

/** The two parts of a dataset, copied, named after it. */
export function splitDataset(whole: Dataset, split: Split): SplitDataset {
  return {
    train: selectExamples(whole, split.train, `${whole.name}, train`),
    test: selectExamples(whole, split.test, `${whole.name}, test`),
  }
}

/** The two parts of a dataset in one, the first before the second, copied; named as both, without what tells them apart. */
export function joinParts(train: Dataset, test: Dataset): Dataset {
  return { ...joinExamples([train, test]), name: train.name.replace(/, train$/, '') }
}

/** The examples of several datasets of one kind, one after the other, copied where they are more than one; named as the first. */
export function joinExamples(parts: readonly Dataset[]): Dataset {
  const [first] = parts
  if (parts.length === 1) return first
  const { labels: _, targets: __, weights: ___, ...rest } = first
  const values = <Key extends 'features' | 'labels' | 'targets' | 'weights'>(key: Key) => {
    const found = parts.map((part) => part[key]).filter((each) => each !== undefined)
    return found.length === parts.length ? { [key]: joined(found) } : {}
  }
  return {
    ...rest,
    count: parts.reduce((sum, { count }) => sum + count, 0),
    ...values('features'),
    ...values('labels'),
    ...values('targets'),
    ...values('weights'),
  }
}

/** Arrays of one kind, one after the other. */
function joined<Values extends Uint8Array | Uint32Array | Float32Array>(arrays: readonly Values[]): Values {
  const length = arrays.reduce((sum, array) => sum + array.length, 0)
  const all = new (arrays[0].constructor as new (length: number) => Values)(length)
  let at = 0
  for (const array of arrays) {
    all.set(array, at)
    at += array.length
  }
  return all
}

/**
 * Some examples of a dataset, copied, or read to memory.
 * @param chosen their indices, in the order wanted, each at most once
 */
export function selectExamples(whole: Dataset<ReadableFeatures>, chosen: Uint32Array, name: string): Dataset {
  const { features, inputs } = whole
  const selected =
    'read' in features ? readRows(features, inputs, chosen) : selectRows(features, inputs, chosen)
  return { ...selectLabels(whole, chosen, name), features: selected }
}

function readRows(
  features: Exclude<ReadableFeatures, FeatureValues>,
  inputs: number,
  chosen: Uint32Array,
): Float32Array {
  const read = new Float32Array(chosen.length * inputs)
  for (const [n, example] of chosen.entries()) {
    features.read(example, read.subarray(n * inputs, (n + 1) * inputs))
  }
  return read
}

/** The same without their features. */
export function selectLabels(
  whole: Dataset<unknown>,
  chosen: Uint32Array,
  name: string,
): Omit<Dataset, 'features'> {
  const { labels, targets, weights, features: _, ...rest } = whole
  return {
    ...rest,
    name,
    count: chosen.length,
    ...(labels && { labels: selectRows(labels, 1, chosen) }),
    ...(targets && { targets: selectRows(targets, whole.outputs, chosen) }),
    ...(weights && { weights: selectRows(weights, 1, chosen) }),
  }
}

/** The chosen rows of a rows × columns array, each at most once, in the order chosen, in new memory. */
export function selectRows<Values extends Uint8Array | Uint32Array | Float32Array | Float64Array>(
  values: Values,
  columns: number,
  chosen: Uint32Array,
): Values {
  const selected = values.slice(0, columns * chosen.length) as Values
  // Without a view of each: labels are as many as examples.
  if (columns === 1) {
    for (let row = 0; row < chosen.length; row++) selected[row] = values[chosen[row]]
    return selected
  }
  for (const [row, example] of chosen.entries()) {
    selected.set(values.subarray(columns * example, columns * (example + 1)), columns * row)
  }
  return selected
}
