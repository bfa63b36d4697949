import { availableParallelism } from 'node:os'
import { Trainer, type TrainingOptions } from '@antigrad/core'
import { loadWideKernels } from '@antigrad/core/wide'
import { type ParallelOptions, ParallelTrainer } from '@antigrad/parallel'
import { MOST_WORKERS } from '@antigrad/parallel/settings'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expected, FORMS, hashOf, randomDataset, runs, SMALL, sequential } from './random-run.js'

const EPOCHS = 2

/** With so many one of the workers makes the orders, with fewer the main thread does. */
const cores = Math.min(MOST_WORKERS, availableParallelism())

async function withTrainer<T>(
  options: ParallelOptions,
  use: (trainer: ParallelTrainer) => Promise<T>,
): Promise<T> {
  const trainer = await ParallelTrainer.start(options)
  try {
    return await use(trainer)
  } finally {
    await trainer.close()
  }
}

/** What the workers make of a run, without a pause. */
async function parallel(options: ParallelOptions): Promise<Expected[]> {
  return withTrainer(options, async (trainer) => {
    const epochs: Expected[] = []
    while (epochs.length < EPOCHS) {
      const result = await trainer.epoch()
      if (!result) throw new Error('paused without having been asked')
      epochs.push({ result, hash: hashOf(trainer.network) })
    }
    return epochs
  })
}

/** Each failure names its run and seed; to make it smaller takes more time than to look at it. */
const asserting = (numRuns: number) => ({ numRuns, endOnFailure: true })

describe('slices: any number of threads gives the bits of one', () => {
  const CASES = [...new Set([1, 2, 3, 4, 5, 7, 8, 16, cores])].flatMap((workers, n) =>
    FORMS.filter((_, f) => workers <= 3 || (f + n) % (workers === 16 ? 4 : 2) === 0).map((form) => ({
      workers,
      form,
    })),
  )
  test.each(CASES)('$workers, $form', async ({ workers, form }) => {
    await fc.assert(
      fc.asyncProperty(runs(form), async (run) => {
        expect(await parallel({ ...run, workers })).toEqual(sequential(run, EPOCHS))
      }),
      asserting(1),
    )
  })

  test('more workers than rows in a minibatch, and than parameters', async () => {
    const part = randomDataset('sparse', 5, 2, 1, 1)
    const dataset = { train: part, test: part }
    const small = { dataset, hidden: [], batchSize: 2, learningRate: 1, seed: 1 }
    expect(await parallel({ ...small, workers: 7 })).toEqual(sequential(small, EPOCHS))
  })
})

test('all kernels give the same bits, on one thread or several', async () => {
  loadWideKernels()
  for (const form of FORMS) {
    fc.assert(
      fc.property(runs(form), (run) => {
        const plain = sequential({ ...run, kernels: 'plain' }, EPOCHS)
        for (const kernels of ['simd', 'wide'] as const)
          expect(plain).toEqual(sequential({ ...run, kernels }, EPOCHS))
      }),
      { numRuns: 4 },
    )
  }
  const [run] = fc.sample(runs('sparse', { ...SMALL, trained: fc.integer({ min: 20, max: 90 }) }), 1)
  for (const kernels of ['plain', 'wide'] as const)
    expect(await parallel({ ...run, workers: 2, kernels })).toEqual(sequential(run, EPOCHS))
})

describe('evaluation on the workers equals that on one thread', () => {
  test.each([
    ['slices', 2],
    ['slices', 3],
    ['buffers', 5],
  ] as const)('%s, %i workers', async (strategy, workers) => {
    const forms = fc.constantFrom(...FORMS).chain((form) => runs(form))
    await fc.assert(
      fc.asyncProperty(forms, async (run) => {
        await withTrainer({ ...run, workers, strategy }, async (trainer) => {
          const one = new Trainer(run)
          expect(await trainer.evaluate()).toEqual(one.evaluate())
          // And the same again after training, where both have the same weights.
          if (strategy !== 'slices') return
          await trainer.epoch()
          one.epoch()
          expect(await trainer.evaluate()).toEqual(one.evaluate())
        })
      }),
      asserting(2),
    )
  })
})

describe('pauses change nothing', () => {
  /** Trains with pauses: before some calls of `epoch`, which then takes one step, and at odd moments. */
  async function paused(trainer: ParallelTrainer, often: readonly boolean[]): Promise<Expected[]> {
    const epochs: Expected[] = []
    let pauses = 0
    for (let call = 0; epochs.length < EPOCHS; call++) {
      if (often[call % often.length]) trainer.pause()
      else setImmediate(() => trainer.pause())
      const result = await trainer.epoch()
      if (result) epochs.push({ result, hash: hashOf(trainer.network) })
      else pauses++
    }
    expect(pauses).toBeGreaterThan(0)
    return epochs
  }

  test.each([
    ['slices', 1],
    ['slices', cores],
    ['slices', cores + 3],
    ['buffers', 1],
  ] as const)('%s, %i workers', async (strategy, workers) => {
    const forms = fc
      .constantFrom(...FORMS)
      .chain((form) => runs(form, { ...SMALL, trained: fc.integer({ min: 50, max: 90 }) }))
    const often = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(forms, often, async (run, often) => {
        const epochs = await withTrainer({ ...run, workers, strategy }, (trainer) =>
          paused(trainer, [true, ...often]),
        )
        expect(epochs).toEqual(sequential(run, EPOCHS))
      }),
      asserting(1),
    )
  })
})

describe('a run goes on from a copy with another number of workers', () => {
  /** Takes some steps of the run where `from` left it. */
  async function leg(run: TrainingOptions, workers: number, steps: number, from: Copy): Promise<Copy> {
    const options = { ...run, workers, ...(from.parameters && { parameters: from.parameters }) }
    return withTrainer(options, async (trainer) => {
      const epochs = [...from.epochs]
      trainer.seek(from.position)
      if (from.progress) {
        trainer.progress.losses.set(from.progress.losses)
        trainer.progress.predictions.set(from.progress.predictions)
      }
      for (let step = 0; step < steps && epochs.length < EPOCHS; step++) {
        trainer.pause()
        const result = await trainer.epoch()
        if (result) epochs.push({ result, hash: hashOf(trainer.network) })
      }
      const { losses, predictions } = trainer.progress
      return {
        epochs,
        position: trainer.position,
        parameters: trainer.network.parameters,
        progress: { losses: losses.slice(), predictions: predictions.slice() },
      }
    })
  }

  interface Copy {
    readonly epochs: readonly Expected[]
    readonly position: { readonly epoch: number; readonly done: number }
    readonly parameters?: Float32Array
    readonly progress?: { readonly losses: Float32Array; readonly predictions: Uint32Array }
  }

  test.each(FORMS)('%s', async (form) => {
    const legs = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(
        runs(form, { ...SMALL, trained: fc.integer({ min: 20, max: 90 }) }),
        legs,
        async (run, legs) => {
          let copy: Copy = { epochs: [], position: { epoch: 1, done: 0 } }
          for (const [n, steps] of legs.entries()) copy = await leg(run, 1 + ((n + steps) % 3), steps, copy)
          copy = await leg(run, 2, Infinity, copy)
          expect(copy.epochs).toEqual(sequential(run, EPOCHS))
        },
      ),
      asserting(1),
    )
  })
})
