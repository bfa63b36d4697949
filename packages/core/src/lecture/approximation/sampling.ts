import { UsageError } from '../../errors.js'
import { createRandom, type Random, STREAM } from '../../random.js'
import { normal } from '../normal.js'
import { type Samples, samplesOf } from './samples.js'
import type { Axis, Target } from './targets.js'

/** Samples to learn from, and others that the network never sees. */
export interface SplitSamples {
  readonly train: Samples
  readonly unseen: Samples
}

/**
 * Samples a target: `count` to learn from, with its noise, and `unseen` more of the function itself,
 * without noise, because what is asked is how near the approximation comes to the function.
 *
 * The samples lie on an even grid, ends included, each moved at random by up to half a step; of two
 * arguments it is a square grid, of about so many places.
 * @throws UsageError for less than 4 samples of either kind
 */
export function sampleTarget(target: Target, count: number, unseen: number, seed: number): SplitSamples {
  const least = Math.min(count, unseen)
  if (!(least >= 4)) throw new UsageError(`expected at least 4 samples, found ${least}`)
  const random = createRandom(seed, STREAM.split)
  return { train: sample(target, count, target.noise, random), unseen: sample(target, unseen, 0, random) }
}

function sample({ axes, value }: Target, count: number, noise: number, random: Random): Samples {
  const parts = Math.max(2, Math.round(count ** (1 / axes.length)))
  const cells = parts ** axes.length
  const columns = axes.map((axis, d) =>
    Float64Array.from({ length: cells }, (_, cell) => place(axis, cell, parts ** d, parts, random)),
  )
  const outputs = Float64Array.from({ length: cells }, (_, cell) => {
    const exact = value(columns.map((column) => column[cell]))
    return noise > 0 ? exact + noise * normal(random) : exact
  })
  return samplesOf(columns, outputs)
}

/** The ends of the range stay where they are: so no unseen place lies beyond the samples. */
function place({ low, high }: Axis, cell: number, stride: number, parts: number, random: Random): number {
  const part = Math.floor(cell / stride) % parts
  const jitter = random.uniform() - 0.5
  if (part === parts - 1) return high
  return low + ((high - low) * (part === 0 ? 0 : part + jitter)) / (parts - 1)
}
