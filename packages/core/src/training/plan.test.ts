import { describe, expect, test } from 'vitest'
import type { Dataset, StoredFeatures } from '../dataset.js'
import { Arena } from '../engine/arena.js'
import { allocateWorkspace } from '../engine/workspace.js'
import type { TrainingOptions } from './options.js'
import { planTraining } from './plan.js'

const INPUTS = 3
const TESTED: Dataset = {
  name: 'test',
  count: 1,
  inputs: INPUTS,
  outputs: 2,
  features: new Float32Array(INPUTS),
  targets: new Float32Array(2),
  classes: [],
}

/** Features that lie elsewhere. */
function storedFeatures(count: number): StoredFeatures {
  return {
    length: count * INPUTS,
    read: (_, into) => into.fill(0),
    source: { module: 'none', place: undefined },
    select: (chosen) => storedFeatures(chosen.length),
    close: () => undefined,
  }
}

/** A run on so many examples, which have two classes or two targets each. */
function run(count: number, learned: 'classes' | 'targets'): TrainingOptions<StoredFeatures | Float32Array> {
  const features = storedFeatures(count)
  const { targets: _, ...part } = TESTED
  const labels = { labels: new Uint32Array(count), classes: ['a', 'b'] }
  const train =
    learned === 'classes'
      ? { ...part, ...labels, count, features }
      : { ...TESTED, count, features, targets: new Float32Array(2 * count) }
  const test = learned === 'classes' ? { ...part, ...labels, labels: new Uint32Array(1) } : TESTED
  return { dataset: { train, test }, hidden: [4], batchSize: 16, learningRate: 1, seed: 1 }
}

describe('examples whose features are stored', () => {
  test.each([
    // The label, the loss, the prediction and a place in the order, 4 bytes each; then 4 a target.
    ['classes', 16],
    ['targets', 24],
  ] as const)('take few bytes each beside them: %s', (learned, most) => {
    const bytesOf = (count: number): number => {
      const arena = new Arena()
      allocateWorkspace(arena, planTraining(run(count, learned)))
      return arena.bytes
    }
    expect((bytesOf(101_600) - bytesOf(1600)) / 100_000).toBeLessThanOrEqual(most)
  })
})
