import { UsageError } from '../../errors.js'
import { createRandom, STREAM, shuffle } from '../../random.js'
import { type Samples, selectSamples } from './samples.js'
import type { SplitSamples } from './sampling.js'

/**
 * Keeps one sample of every `group` from the network.
 *
 * Of one argument: the samples in order of their argument, in groups of `group`; the seed chooses one of
 * each group. The first and the last are learned, so that every unseen one lies between learned ones: what
 * is tested is approximation, not prophecy. Of more arguments: a random choice of samples, whose place may
 * be at the border.
 * @param group at least 2
 * @throws UsageError where that leaves less than 3 to learn from, or none unseen
 */
export function holdOut(samples: Samples, group: number, seed: number): SplitSamples {
  const unseen = new Set(
    samples.dimensions === 1 ? alongLine(samples, group, seed) : anywhere(samples, group, seed),
  )
  const all = [...Array(samples.count).keys()]
  const train = all.filter((n) => !unseen.has(n))
  if (unseen.size < 1 || train.length < 3) {
    throw new UsageError(
      `expected more samples: ${samples.count} leave ${train.length} to learn from and ${unseen.size} unseen`,
    )
  }
  return {
    train: selectSamples(samples, train),
    unseen: selectSamples(
      samples,
      all.filter((n) => unseen.has(n)),
    ),
  }
}

function alongLine({ inputs, count }: Samples, group: number, seed: number): number[] {
  const random = createRandom(seed, STREAM.split)
  const order = [...Array(count).keys()].sort((a, b) => inputs[a] - inputs[b] || a - b)
  const unseen: number[] = []
  for (let first = 1; first < count - 1; first += group) {
    unseen.push(order[Math.min(first + random.integer(group), count - 2)])
  }
  return unseen
}

function anywhere({ count }: Samples, group: number, seed: number): number[] {
  const order = [...Array(count).keys()]
  shuffle(order, createRandom(seed, STREAM.split))
  return order.slice(0, Math.floor(count / group))
}
