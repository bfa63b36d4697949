import { Trainer } from '@antigrad/core'
import { type ParallelOptions, ParallelTrainer } from '@antigrad/parallel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMS, hashOf, randomDataset, runs, sequential } from './random-run.js'

const EPOCHS = 2

const probe = (seed: number): string => new URL(`./choosing-probe.mjs?seed=${seed}`, import.meta.url).href

describe('whatever numbers of workers take part between steps, the bits are those of one thread', () => {
  const CASES = [2, 3, 4, 5, 8].flatMap((workers) => FORMS.map((form) => ({ workers, form })))
  test.each(CASES)('up to $workers, $form', async ({ workers, form }) => {
    await fc.assert(
      fc.asyncProperty(runs(form), fc.nat(), fc.boolean(), async (run, seed, pauses) => {
        await trainBeside({ ...run, workers, adaptive: true, probe: probe(seed) }, pauses)
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  // One of each kind of step, of several pieces each, with different numbers of pieces; shares with 2, 4 and 8.
  test.each([
    { form: 'sparse', inputs: 200, hidden: [96], workers: 2 },
    { form: 'sparse', inputs: 200, hidden: [300], workers: 4 },
    { form: 'sparse', inputs: 200, hidden: [300], workers: 8 },
    { form: 'sparse', inputs: 800, hidden: [144], workers: 3 },
    { form: 'sparse', inputs: 400, hidden: [300, 40], workers: 3 },
    { form: 'sparse', inputs: 100, hidden: [800], workers: 6 },
    { form: 'bytes', inputs: 200, hidden: [120], workers: 3 },
  ] as const)('$form $inputs-$hidden-10, up to $workers', async ({ form, inputs, hidden, workers }) => {
    for (const seed of [1, 2, 3]) {
      const dataset = {
        train: randomDataset(form, 420, inputs, 10, seed),
        test: randomDataset(form, 9, inputs, 10, seed + 9),
      }
      const run = { dataset, hidden, batchSize: 40, learningRate: 1, seed }
      await trainBeside({ ...run, workers, adaptive: true, probe: probe(seed) }, seed === 2)
    }
  })
})

/** Trains on workers, with pauses or without, and compares with one thread after each epoch, and each evaluation. */
async function trainBeside(options: ParallelOptions, pauses: boolean): Promise<void> {
  const trainer = await ParallelTrainer.start(options)
  try {
    const alone = new Trainer(options)
    for (const { result, hash } of sequential(options, EPOCHS)) {
      let found = pauses ? undefined : await trainer.epoch()
      while (!found) {
        setImmediate(() => trainer.pause())
        found = await trainer.epoch()
      }
      expect(found).toEqual(result)
      expect(hashOf(trainer.network)).toBe(hash)
      alone.epoch()
      expect(await trainer.evaluate()).toEqual(alone.evaluate())
    }
  } finally {
    await trainer.close()
  }
}
