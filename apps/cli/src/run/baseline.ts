import type { Evaluation } from '@antigrad/core'

/** A part of the examples below which a class is rare, and one below which it is beside so many others. */
const RARE = 0.1
const RARE_AMONG = 0.5

/** Rare classes that a result names at most. */
const MOST_NAMED = 8

/** What is right without learning: to say the most frequent class always. */
export interface Baseline {
  readonly name: string
  readonly accuracy: number
}

/** The baseline of examples with classes, by what was found of them. */
export function baselineOf({ classes, examples }: Evaluation, names: readonly string[]): Baseline {
  const supports = classes.map(({ support }) => support)
  const most = Math.max(...supports)
  return { name: names[supports.indexOf(most)] ?? '', accuracy: most / examples }
}

/** The recall of a class that is rare. */
export interface RareClass {
  readonly name: string
  readonly support: number
  readonly recall: number
}

/** Classes that few examples are of: what becomes of them an accuracy does not show. */
export function rareClasses({ classes, examples }: Evaluation, names: readonly string[]): RareClass[] {
  return classes
    .map(({ support, recall }, c) => ({ name: names[c] ?? String(c), support, recall }))
    .filter(({ support }) => {
      const share = support / examples
      return support > 0 && share < RARE && share < RARE_AMONG / classes.length
    })
    .slice(0, MOST_NAMED)
}
