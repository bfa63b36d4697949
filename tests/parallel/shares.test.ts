import { Diverged, Network, Trainer, type TrainingOptions } from '@antigrad/core'
import { Orders } from '@antigrad/core/internal'
import { ParallelTrainer } from '@antigrad/parallel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashOf, randomDataset, sequential } from './random-run.js'

const EPOCHS = 2

/** Runs whose workers train shares: two layers, sparse examples, units for at least as many blocks. */
function sharedRuns(workers: number): fc.Arbitrary<TrainingOptions> {
  return fc
    .record({
      inputs: fc.integer({ min: 1, max: 120 }),
      units: fc.integer({ min: 16 * workers, max: 220 }),
      outputs: fc.integer({ min: 1, max: 16 }),
      batchSize: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 20, max: 90 })),
      learningRate: fc.constantFrom(0.5, 3),
      seed: fc.integer(),
      trained: fc.integer({ min: 1, max: 200 }),
    })
    .map(({ inputs, units, outputs, batchSize, learningRate, seed, trained }) => {
      const part = (count: number) => randomDataset('sparse', count, inputs, outputs, seed)
      const dataset = { train: part(trained), test: part(20) }
      return { dataset, hidden: [units], batchSize, learningRate, seed }
    })
}

test.each([2, 4, 8])('%d workers: the bits of one thread, with pauses and without', async (workers) => {
  await fc.assert(
    fc.asyncProperty(sharedRuns(workers), fc.boolean(), async (run, pauses) => {
      const trainer = await ParallelTrainer.start({ ...run, workers })
      try {
        const sequentially = new Trainer(run)
        for (const { result, hash } of sequential(run, EPOCHS)) {
          let found = pauses ? undefined : await trainer.epoch()
          while (!found) {
            setImmediate(() => trainer.pause())
            found = await trainer.epoch()
          }
          expect(found).toEqual(result)
          expect(hashOf(trainer.network)).toBe(hash)
          sequentially.epoch()
          expect(await trainer.evaluate()).toEqual(sequentially.evaluate())
        }
      } finally {
        await trainer.close()
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
})

test('after a pause a run may go on elsewhere', async () => {
  const part = randomDataset('sparse', 200, 30, 10, 4)
  const dataset = { train: part, test: part }
  // Large enough for minibatches to be sorted.
  const run = { dataset, hidden: [128], batchSize: 50, learningRate: 1, seed: 4 }
  const trainer = await ParallelTrainer.start({ ...run, workers: 2 })
  try {
    trainer.pause()
    expect(await trainer.epoch()).toBeUndefined()
    const other = new Trainer({ ...run, parameters: trainer.network.parameters })
    other.epoch()
    trainer.seek({ epoch: 1, done: 0 })
    expect(await trainer.epoch()).toMatchObject({ epoch: 1 })
    expect(hashOf(trainer.network)).toBe(hashOf(other.network))
  } finally {
    await trainer.close()
  }
})

describe('a loss that is not finite', () => {
  const [COUNT, INPUTS, UNITS, OUTPUTS, SEED] = [60, 12, 64, 3, 5]
  const BATCH = 4
  /** The minibatch, from 0, with the example whose outputs are not numbers. */
  const FATAL = 7

  /** Only where input 0 is lit are units active, and then half of the blocks add up to +∞ and half to −∞. */
  function run(): TrainingOptions {
    const part = randomDataset('sparse', COUNT, INPUTS, OUTPUTS, SEED)
    const order = new Uint32Array(COUNT)
    new Orders(SEED).fill(order, 1)
    const features = Uint8Array.from(part.features, (byte, at) => (at % INPUTS === 0 ? 0 : byte))
    features[order[FATAL * BATCH + 2] * INPUTS] = 255
    const { architecture, parameters } = Network.create([INPUTS, UNITS, OUTPUTS], SEED)
    const [first, second] = architecture.layers
    const width = 4
    // Both layers are one panel wide: ordinary rows.
    parameters.fill(1e4, first.offset, first.offset + UNITS)
    parameters.fill(-1000, first.offset + INPUTS * UNITS, first.offset + (INPUTS + 1) * UNITS)
    for (let i = 0; i < UNITS; i++) {
      const row = second.offset + i * width
      parameters.fill(i < UNITS / 2 ? 3e37 : -3e37, row, row + OUTPUTS)
    }
    const dataset = { train: { ...part, features }, test: part }
    return { dataset, hidden: [UNITS], batchSize: BATCH, learningRate: 0.1, seed: SEED, parameters }
  }

  test.each([2, 4])(
    'ends the run on all of %d workers, with the weights before the step',
    async (workers) => {
      const alone = new Trainer(run())
      alone.beginEpoch()
      for (let step = 0; step < FATAL; step++) alone.steps(1)
      expect(() => alone.steps(1)).toThrow(Diverged)
      const trainer = await ParallelTrainer.start({ ...run(), workers })
      try {
        await expect(trainer.epoch()).rejects.toThrow(Diverged)
        expect(trainer.position).toEqual({ epoch: 1, done: FATAL * BATCH })
        expect(hashOf(trainer.network)).toBe(hashOf(alone.network))
        trainer.seek({ epoch: 1, done: (FATAL + 1) * BATCH })
        trainer.progress.losses.fill(0)
        expect((await trainer.epoch())?.loss).toBeGreaterThan(0)
      } finally {
        await trainer.close()
      }
    },
  )
})
