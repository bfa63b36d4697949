import { type StoredFeatures, Trainer, type TrainingOptions } from '@antigrad/core'
import { ParallelTrainer } from '@antigrad/parallel'
import { expect, test } from 'vitest'
import { openFeatures } from './counted-features.mjs'
import { hashOf, randomDataset } from './random-run.js'
import { threadRanks } from './thread-ranks.js'

const EPOCHS = 3
const COUNT = 2048
const INPUTS = 6

const run: TrainingOptions = {
  dataset: {
    train: randomDataset('floats', COUNT, INPUTS, 4, 1),
    test: randomDataset('floats', 100, INPUTS, 4, 2),
  },
  hidden: [16],
  // Four blocks.
  batchSize: 512,
  learningRate: 0.5,
  seed: 1,
}

/** Its features as a rank reads them. */
function countedBy(rank: number, reads: Int32Array): TrainingOptions<StoredFeatures> {
  const { train, test } = run.dataset
  const values = new Float32Array(new SharedArrayBuffer(4 * COUNT * INPUTS))
  values.set(train.features)
  const place = { values, inputs: INPUTS, reads, rank }
  const features: StoredFeatures = {
    length: values.length,
    read: openFeatures(place),
    source: { module: new URL('counted-features.mjs', import.meta.url).href, place },
    select: () => features,
    close: () => {},
  }
  return { ...run, dataset: { train: { ...train, features }, test } }
}

test.each([2, 4])(
  'each of %i ranks reads its own rows of each minibatch and no others, for the same bits',
  async (ranks) => {
    const alone = new Trainer(run)
    const expected = Array.from({ length: EPOCHS }, () => alone.epoch())
    const reads = new Int32Array(new SharedArrayBuffer(4 * ranks))
    const groups = threadRanks(ranks)
    const trainers = await Promise.all(
      groups.map((group, rank) => ParallelTrainer.start({ ...countedBy(rank, reads), workers: 2, group })),
    )
    try {
      reads.fill(0)
      const results = await Promise.all(
        trainers.map(async (trainer) => {
          const epochs = []
          while (epochs.length < EPOCHS) epochs.push(await trainer.epoch())
          return epochs
        }),
      )
      for (const each of results) expect(each).toEqual(expected)
      for (const { network } of trainers) expect(hashOf(network)).toBe(hashOf(alone.network))
      expect([...reads]).toEqual(Array.from({ length: ranks }, () => (EPOCHS * COUNT) / ranks))
    } finally {
      await Promise.all(trainers.map((trainer) => trainer.close()))
    }
  },
)
