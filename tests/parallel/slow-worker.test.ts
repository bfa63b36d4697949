import { ParallelTrainer } from '@antigrad/parallel'
import { expect, test } from 'vitest'
import { hashOf, randomDataset, sequential } from './random-run.js'

const PROBE = new URL('./slow-probe.mjs', import.meta.url).href

/** One of each kind of step; minibatches of 40 and a last one of 20. */
const SIZES = [
  { form: 'sparse', inputs: 200, hidden: [96], workers: 2, by: 'shares, not sorted' },
  { form: 'sparse', inputs: 200, hidden: [300], workers: 4, by: 'shares, sorted' },
  { form: 'sparse', inputs: 800, hidden: [144], workers: 3, by: 'units, in pieces, not sorted' },
  { form: 'sparse', inputs: 400, hidden: [300, 40], workers: 3, by: 'units, in pieces, sorted' },
  { form: 'sparse', inputs: 100, hidden: [800], workers: 3, by: 'units, each piece its own' },
  {
    form: 'sparse',
    inputs: 100,
    hidden: [30, 9],
    workers: 2,
    by: 'units, a piece each and no barrier behind',
  },
  { form: 'bytes', inputs: 200, hidden: [120], workers: 3, by: 'rows' },
] as const

test.each(SIZES)(
  '$workers workers of whom some are slow, $form divided by $by: the bits of one thread',
  async ({ form, inputs, hidden, workers }) => {
    for (const seed of [1, 2]) {
      const dataset = {
        train: randomDataset(form, 220, inputs, 10, seed),
        test: randomDataset(form, 9, inputs, 10, seed + 9),
      }
      const run = { dataset, hidden, batchSize: 40, learningRate: 1, seed }
      const trainer = await ParallelTrainer.start({ ...run, workers, probe: `${PROBE}?seed=${seed}` })
      try {
        for (const { result, hash } of sequential(run, 3)) {
          expect(await trainer.epoch()).toEqual(result)
          expect(hashOf(trainer.network)).toBe(hash)
        }
      } finally {
        await trainer.close()
      }
    }
  },
)
