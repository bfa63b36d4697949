import { adam, type Network, sgd, Trainer, type TrainingOptions } from '@antigrad/core'
import { loadWideKernels } from '@antigrad/core/wide'
import { ParallelTrainer } from '@antigrad/parallel'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { EPOCHS, recipes } from './random-recipe.js'
import { hashOf, randomDataset } from './random-run.js'

beforeAll(() => loadWideKernels())

/** All that a run leaves: the weights, their average, what the update rule keeps, what the last epoch was like. */
function remains(trainer: { network: Network; average: Network | undefined; states: Float32Array[] }) {
  return {
    weights: hashOf(trainer.network),
    average: trainer.average && hashOf(trainer.average),
    states: trainer.states,
  }
}

function sequential(run: TrainingOptions) {
  const trainer = new Trainer(run)
  const results = Array.from({ length: EPOCHS }, () => trainer.epoch())
  return { ...remains(trainer), results, evaluation: trainer.evaluate() }
}

async function parallel(run: TrainingOptions, workers: number) {
  const trainer = await ParallelTrainer.start({ ...run, workers })
  try {
    const results = []
    for (let epoch = 0; epoch < EPOCHS; epoch++) results.push(await trainer.epoch())
    return { ...remains(trainer), results, evaluation: await trainer.evaluate() }
  } finally {
    await trainer.close()
  }
}

/** Each failure names its run; to make it smaller takes more time than to look at it. */
const asserting = (numRuns: number) => ({ numRuns, endOnFailure: true })

describe('networks of today have the same bits', () => {
  test.each([1, 2, 3, 5, 8])('on %i threads as on one without workers', async (workers) => {
    await fc.assert(
      fc.asyncProperty(recipes(), async (run) => {
        expect(await parallel(run, workers)).toEqual(sequential(run))
      }),
      asserting(6),
    )
  })

  test('by plain, simd and wide kernels', () => {
    fc.assert(
      fc.property(recipes(), (run) => {
        const plain = sequential({ ...run, kernels: 'plain' })
        for (const kernels of ['simd', 'wide'] as const)
          expect(sequential({ ...run, kernels })).toEqual(plain)
      }),
      asserting(40),
    )
  })

  test('interrupted between epochs and gone on with, as without', async () => {
    await fc.assert(
      fc.asyncProperty(recipes(), fc.constantFrom(1, 2, 3), async (run, workers) => {
        const whole = sequential(run)
        const begun = new Trainer(run)
        begun.epoch()
        const { network, average, states } = begun
        const again = await ParallelTrainer.start({
          ...run,
          workers,
          parameters: network.parameters,
          states,
          ...(average && { averageParameters: average.parameters }),
        })
        try {
          again.seek({ epoch: 2, done: 0 })
          const result = await again.epoch()
          expect({ ...remains(again), result }).toEqual({
            weights: whole.weights,
            average: whole.average,
            states: whole.states,
            result: whole.results[1],
          })
        } finally {
          await again.close()
        }
      }),
      asserting(8),
    )
  })
})

/** ReLU layers that are wide enough for their zeros to be left out, of minibatches in one block of rows and in two. */
const WIDE_LAYERS = [32, 150].flatMap((batchSize) =>
  [sgd(), adam()].map((update): TrainingOptions => {
    const layer = { activation: 'relu' as const, dropout: 0.3 }
    return {
      dataset: {
        train: randomDataset('sparse', 190, 30, 10, 1),
        test: randomDataset('sparse', 300, 30, 10, 2),
      },
      hidden: [
        { units: 90, ...layer },
        { units: 70, ...layer },
        { units: 64, ...layer },
      ],
      head: 'softmax-cross-entropy',
      batchSize,
      update,
      learningRate: 0.01,
      seed: 3,
    }
  }),
)

describe.each(WIDE_LAYERS)('wide ReLU layers have the same bits: $update.name, $batchSize rows', (run) => {
  const plain = sequential({ ...run, kernels: 'plain' })

  test('by simd and wide kernels', () => {
    for (const kernels of ['simd', 'wide'] as const) expect(sequential({ ...run, kernels })).toEqual(plain)
  })

  test.each([1, 2, 3, 5])('on %i threads', async (workers) => {
    expect(await parallel(run, workers)).toEqual(plain)
  })
})
