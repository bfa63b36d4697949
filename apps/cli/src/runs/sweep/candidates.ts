import { createRandom, UsageError } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import { statedBy, wordsFor } from '../../hyperparameters/flags.js'
import { entries, flagOf } from '../../hyperparameters/table.js'
import type { Asked } from '../../run/config.js'
import { drawValue, type SweptByKey } from './swept.js'

/** Runs of a sweep at most: each has a folder. */
const MOST_RUNS = 10_000

/** Draws for each run that is wanted, after which there are no others to be found. */
const TRIES = 100

/**
 * Every combination of the values, the last flag of the help changing fastest.
 * @throws UsageError for a range, and for too many
 */
export function gridOf(swept: SweptByKey): Partial<Asked>[] {
  let combinations: Record<string, unknown>[] = [{}]
  for (const [key, entry] of entries()) {
    const found = swept.get(key)
    if (!found) continue
    if (found.kind === 'range') {
      throw new UsageError(`${flagOf(entry)}: expected values, found a range, from which --random n draws`)
    }
    if (combinations.length * found.values.length > MOST_RUNS) {
      throw new UsageError(`expected at most ${MOST_RUNS} runs, found more; --random n tries some of them`)
    }
    combinations = combinations.flatMap((each) => found.values.map((value) => ({ ...each, [key]: value })))
  }
  return combinations.map(statedBy)
}

/**
 * So many combinations by chance, no two alike: of values each is as likely as any other. Fewer, where there are no more.
 * @throws UsageError for too many
 */
export function drawnFrom(swept: SweptByKey, count: number, seed: number): Partial<Asked>[] {
  if (count > MOST_RUNS) throw new UsageError(`--random ${count}: expected at most ${MOST_RUNS} runs`)
  // Nothing else of this command draws from it.
  const random = createRandom(seed, STREAM.weights)
  const drawn = new Map<string, Partial<Asked>>()
  for (let tries = 0; drawn.size < count && tries < TRIES * count; tries++) {
    const flags: Record<string, unknown> = {}
    for (const [key, entry] of entries()) {
      const found = swept.get(key)
      if (found) flags[key] = drawValue(entry, found, random)
    }
    const asked = statedBy(flags)
    const words = wordsFor(asked).join(' ')
    if (!drawn.has(words)) drawn.set(words, asked)
  }
  return [...drawn.values()]
}
