import { type StoredFeatures, Trainer, type TrainingOptions } from '@antigrad/core'
import { FeatureFile } from '@antigrad/data'
import { ParallelTrainer } from '@antigrad/parallel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EPOCHS, recipes } from './random-recipe.js'
import { hashOf, runs } from './random-run.js'

/** The same run, the features of whose training examples are in a file. */
function stored(run: TrainingOptions): TrainingOptions<StoredFeatures> {
  const { train, test } = run.dataset
  const file = new FeatureFile(train.inputs)
  for (let n = 0; n < train.count; n++) {
    file.add(Float32Array.from(train.features.subarray(n * train.inputs, (n + 1) * train.inputs)))
  }
  return { ...run, dataset: { train: { ...train, features: file.done() }, test } }
}

/** Of one thread, with the features in memory. */
function expected(run: TrainingOptions) {
  const trainer = new Trainer(run)
  const results = Array.from({ length: EPOCHS }, () => trainer.epoch())
  return { hash: hashOf(trainer.network), states: trainer.states, results, evaluation: trainer.evaluate() }
}

const isOfFloats = ({ dataset: { train } }: TrainingOptions): boolean =>
  train.features instanceof Float32Array

const anyRun = fc.oneof(runs('floats'), runs('regression'), recipes().filter(isOfFloats))

describe('features that are read from a file as they are trained on', () => {
  test('give the bits of those in memory on one thread', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const options = stored(run)
        const trainer = new Trainer(options)
        const results = Array.from({ length: EPOCHS }, () => trainer.epoch())
        const found = { hash: hashOf(trainer.network), states: trainer.states, results }
        expect({ ...found, evaluation: trainer.evaluate() }).toEqual(expected(run))
        options.dataset.train.features.close()
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })

  test.each([
    [1, 'slices'],
    [2, 'slices'],
    [3, 'slices'],
    [2, 'buffers'],
  ] as const)('on %i workers, %s, paused and begun anew in the middle', async (workers, strategy) => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => {
        const options = { ...stored(run), workers, strategy }
        let trainer = await ParallelTrainer.start(options)
        const results = []
        try {
          while (results.length < EPOCHS) {
            trainer.pause()
            const result = await trainer.epoch()
            if (result) {
              results.push(result)
              continue
            }
            const { network, states, position, progress, average } = trainer
            const { losses, predictions } = progress
            await trainer.close()
            trainer = await ParallelTrainer.start({
              ...options,
              parameters: network.parameters,
              states,
              averageParameters: average?.parameters,
            })
            trainer.seek(position)
            trainer.progress.losses.set(losses)
            trainer.progress.predictions.set(predictions)
            results.push(await trainer.epoch())
          }
          const found = { hash: hashOf(trainer.network), states: trainer.states, results }
          expect({ ...found, evaluation: await trainer.evaluate() }).toEqual(expected(run))
        } finally {
          await trainer.close()
          options.dataset.train.features.close()
        }
      }),
      { numRuns: 4, endOnFailure: true },
    )
  })
})
