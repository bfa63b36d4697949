import { BadInput, type Dataset, type Random, type SplitDataset } from '@antigrad/core'
import { shuffle } from '@antigrad/core/internal'
import { divisibleKeys } from './held-back.js'
import { keysOf } from './keys.js'
import { oneLine } from './refuse.js'
import { type Split, splitDataset } from './split.js'

/** One of the folds of a cross-validation: the examples that are tested, while all others are trained on. */
export interface Fold {
  /** From 1. */
  readonly index: number
  /** How many folds there are, from 2. */
  readonly count: number
}

/** What decides which fold an example is in. */
export interface Foldable {
  /** One for each example, equal for those that stay together. */
  readonly keys: readonly string[]
  /** The class of each example; absent for numbers, and where whole groups are dealt out. */
  readonly labels?: Uint32Array
}

/**
 * Deals examples out to folds at random; those of one key stay together. Of n keys each fold gets n / count, give or take
 * one, and so it does of the keys of each class: the sizes of scikit-learn's StratifiedKFold and KFold.
 * @returns for each example the fold that tests it, from 1
 * @throws BadInput where there are fewer keys than folds
 */
export function dealFolds({ keys, labels }: Foldable, count: number, random: Random): Uint32Array {
  const firstOf = new Map<string, number>()
  for (const [example, key] of keys.entries()) if (!firstOf.has(key)) firstOf.set(key, example)
  const firsts = [...firstOf.values()]
  shuffle(firsts, random)
  // Dealt class by class, like cards: the shuffled order stays within a class, for this sort is stable.
  if (labels) firsts.sort((a, b) => labels[a] - labels[b])
  checkCount(firsts.length, count, 'different examples')
  const foldOf = new Map(firsts.map((example, place) => [keys[example], 1 + (place % count)]))
  return Uint32Array.from(keys, (key) => foldOf.get(key) ?? 0)
}

/**
 * Deals whole groups out to folds, as scikit-learn's GroupKFold does: the largest first, each to the fold that has the
 * fewest examples. Of groups of one size it is chance which comes first.
 * @param groups the group of each example
 * @returns for each example the fold that tests it, from 1
 * @throws BadInput where there are fewer groups than folds
 */
export function dealGroups(groups: readonly string[], count: number, random: Random): Uint32Array {
  const sizes = new Map<string, number>()
  for (const group of groups) sizes.set(group, 1 + (sizes.get(group) ?? 0))
  checkCount(sizes.size, count, 'groups')
  const all = [...sizes]
  const order = [...all.keys()]
  shuffle(order, random)
  order.sort((a, b) => all[b][1] - all[a][1])
  const filled = new Array<number>(count).fill(0)
  const foldOf = new Map<string, number>()
  for (const at of order) {
    const [group, size] = all[at]
    const lightest = filled.indexOf(Math.min(...filled))
    filled[lightest] += size
    foldOf.set(group, 1 + lightest)
  }
  return Uint32Array.from(groups, (group) => foldOf.get(group) ?? 0)
}

/**
 * The two parts of one fold. Their order is random, as that of other splits.
 * @param folds of each example, as `dealFolds` and `dealGroups` say
 */
export function splitFold(folds: Uint32Array, { index }: Pick<Fold, 'index'>, random: Random): Split {
  const [train, test]: [number[], number[]] = [[], []]
  for (const [example, fold] of folds.entries()) (fold === index ? test : train).push(example)
  shuffle(train, random)
  shuffle(test, random)
  return { train: Uint32Array.from(train), test: Uint32Array.from(test) }
}

/** The two parts of one fold of a dataset: equal examples are in one of them, unless there are so few different ones. */
export function foldDataset(whole: Dataset, fold: Fold, random: Random): SplitDataset {
  const keys = divisibleKeys(keysOf(whole.features, whole.inputs))
  const { labels } = whole
  const folds = dealFolds({ keys, ...(labels && { labels }) }, fold.count, random)
  return splitDataset(whole, splitFold(folds, fold, random))
}

/** For people, what folds make of small classes; undefined where each fold tests each class. */
export function foldsNote(
  labels: Uint32Array,
  classes: readonly string[],
  { count }: Pick<Fold, 'count'>,
): string | undefined {
  const sizes = new Uint32Array(classes.length)
  for (const label of labels) sizes[label]++
  const least = sizes.indexOf(Math.min(...sizes))
  if (sizes[least] >= count) return undefined
  const examples = sizes[least] === 1 ? '1 example' : `${sizes[least]} examples`
  return `${classes[least]} has ${examples}, fewer than ${count} folds: some folds test none of it`
}

function checkCount(found: number, count: number, what: string): void {
  if (found >= count) return
  throw new BadInput(oneLine(`${count} folds: expected as many ${what} or more, found ${found}`))
}
