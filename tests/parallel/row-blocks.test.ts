import { type ParallelOptions, ParallelTrainer } from '@antigrad/parallel'
import { STRATEGIES } from '@antigrad/parallel/settings'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recipes } from './random-recipe.js'
import { type Expected, FORMS, hashOf, runs, sequential } from './random-run.js'

const EPOCHS = 2

/** Minibatches whose gradient is summed in blocks of rows, and a smaller last one. */
const LARGE = { batchSize: fc.integer({ min: 129, max: 600 }), trained: fc.integer({ min: 129, max: 700 }) }

async function parallel(options: ParallelOptions): Promise<Expected[]> {
  const trainer = await ParallelTrainer.start(options)
  try {
    const epochs: Expected[] = []
    while (epochs.length < EPOCHS) {
      const result = await trainer.epoch()
      if (!result) throw new Error('paused without having been asked')
      epochs.push({ result, hash: hashOf(trainer.network) })
    }
    return epochs
  } finally {
    await trainer.close()
  }
}

describe.each(STRATEGIES)('%s: minibatches of more than 128 rows', (strategy) => {
  test.each([1, 2, 3, 5, 8])('on %i workers have the bits of one thread', async (workers) => {
    const forms = fc.constantFrom(...FORMS).chain((form) => runs(form, LARGE))
    await fc.assert(
      fc.asyncProperty(forms, async (run) => {
        expect(await parallel({ ...run, workers, strategy })).toEqual(sequential(run, EPOCHS))
      }),
      { numRuns: 3, endOnFailure: true },
    )
  })

  test('by any recipe', async () => {
    await fc.assert(
      fc.asyncProperty(recipes(LARGE), fc.constantFrom(2, 3), async (run, workers) => {
        expect(await parallel({ ...run, workers, strategy })).toEqual(sequential(run, EPOCHS))
      }),
      { numRuns: 6, endOnFailure: true },
    )
  })
})

test('by plain kernels and by SIMD', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...FORMS).chain((form) => runs(form, LARGE)),
      (run) => {
        expect(sequential({ ...run, kernels: 'plain' }, EPOCHS)).toEqual(sequential(run, EPOCHS))
      },
    ),
    { numRuns: 4, endOnFailure: true },
  )
})
