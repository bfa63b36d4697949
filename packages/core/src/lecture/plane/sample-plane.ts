import type { SplitDataset } from '../../dataset.js'
import { UsageError } from '../../errors.js'
import { createRandom, type Random, STREAM } from '../../random.js'
import { normal } from '../normal.js'
import { planeDataset } from './plane-dataset.js'
import { PLANE_SETS, type PlanePoint, type PlaneSetName, REACH } from './plane-sets.js'

/** What is to be drawn. */
export interface PlaneSample {
  readonly set: PlaneSetName
  /** Points of each part; of each class as many, but for a rest. */
  readonly count: number
  /** The deviation by which each point is moved on both axes, in parts of the whole set's reach. */
  readonly noise: number
  readonly seed: number
}

/**
 * Draws a set of points to learn from, and another of the same kind to be tested on.
 *
 * The same sample gives the same points on every machine: they are made of + − × ÷ alone.
 * @throws UsageError for another set, for less than a point of each class, or for noise below 0
 */
export function samplePlane(sample: PlaneSample): SplitDataset {
  const { set, count, noise, seed } = sample
  if (!Object.hasOwn(PLANE_SETS, set)) {
    throw new UsageError(
      `expected a set of points, one of ${Object.keys(PLANE_SETS).join(', ')}, found ${set}`,
    )
  }
  const { classes } = PLANE_SETS[set]
  if (!(Number.isSafeInteger(count) && count >= classes)) {
    throw new UsageError(`${set}: expected at least ${classes} points, found ${count}`)
  }
  if (!(noise >= 0 && Number.isFinite(noise)))
    throw new UsageError(`noise: expected a number from 0, found ${noise}`)
  const random = createRandom(seed, STREAM.split)
  const part = (name: string) => planeDataset(`${set}, ${name}`, pointsOf(sample, random), classes)
  return { train: part('to learn from'), test: part('to be tested on') }
}

function pointsOf({ set, count, noise }: PlaneSample, random: Random): PlanePoint[] {
  const { classes, place } = PLANE_SETS[set]
  const each = Math.ceil(count / classes)
  return Array.from({ length: count }, (_, n) => {
    const label = n % classes
    const [x, y] = place(label, (Math.floor(n / classes) + random.uniform()) / each, random)
    return { x: REACH * (x + noise * normal(random)), y: REACH * (y + noise * normal(random)), label }
  })
}
