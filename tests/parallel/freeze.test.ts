import {
  adamw,
  type Network,
  sgd,
  Trainer,
  type TrainingOptions,
  toTensors,
  UsageError,
} from '@antigrad/core'
import { ParallelTrainer } from '@antigrad/parallel'
import { STRATEGIES } from '@antigrad/parallel/settings'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EPOCHS, recipes } from './random-recipe.js'
import { hashOf, randomDataset } from './random-run.js'

/** The weights and biases of each layer. */
function layersOf({ architecture, parameters }: Network): Float32Array[][] {
  const tensors = toTensors(architecture, parameters)
  return architecture.layers.map((_, l) =>
    ['weight', 'bias'].flatMap((kind) => tensors.get(`layers.${l}.${kind}`)?.values ?? []),
  )
}

/** The layers that differ, counted from 1. */
function changed(before: Network, after: Network): number[] {
  const [was, is] = [before, after].map(layersOf)
  return was.flatMap((layer, l) =>
    layer.every((values, k) => values.every((value, n) => Object.is(value, is[l][k][n]))) ? [] : [l + 1],
  )
}

test('frozen layers keep their bits, in their average too', () => {
  fc.assert(
    fc.property(recipes(), (run) => {
      const trainer = new Trainer(run)
      const { network: before } = trainer
      for (let epoch = 0; epoch < EPOCHS; epoch++) trainer.epoch()
      for (const network of [trainer.network, trainer.average ?? trainer.network]) {
        const moved = changed(before, network)
        expect(moved.filter((layer) => run.freeze?.includes(layer))).toEqual([])
      }
    }),
    { numRuns: 60, endOnFailure: true },
  )
})

/** Two layers whose blocks two workers may share, of examples that are mostly 0. */
const run: TrainingOptions = {
  dataset: {
    train: randomDataset('sparse', 90, 60, 6, 1),
    test: randomDataset('sparse', 20, 60, 6, 2),
  },
  hidden: [64],
  batchSize: 10,
  learningRate: 0.5,
  seed: 1,
}

describe.each(STRATEGIES)('%s', (strategy) => {
  test.each([
    ['plain', { update: sgd() }],
    ['stored', { update: adamw({ weightDecay: 0.1 }), learningRate: 0.01 }],
    ['clipped', { update: sgd({ weightDecay: 0.1 }), clipNorm: 0.05, averageDecay: 0.9 }],
  ])('%s, a layer at a time, on some threads as on one', async (_, more) => {
    for (const layer of [1, 2]) {
      const options = { ...run, ...more, freeze: [layer] }
      const one = new Trainer(options)
      const { network: before } = one
      for (let epoch = 0; epoch < EPOCHS; epoch++) one.epoch()
      expect(changed(before, one.network)).toEqual([3 - layer])
      for (const workers of [2, 3]) {
        const trainer = await ParallelTrainer.start({ ...options, workers, strategy })
        try {
          for (let epoch = 0; epoch < EPOCHS; epoch++) await trainer.epoch()
          expect(hashOf(trainer.network)).toBe(hashOf(one.network))
          expect(trainer.average && hashOf(trainer.average)).toBe(one.average && hashOf(one.average))
        } finally {
          await trainer.close()
        }
      }
    }
  })
})

test.each([
  ['a layer that is not there', [3], /from 1 to 2, found 3/],
  ['the input', [0], /from 1 to 2, found 0/],
  ['a part of a layer', [1.5], /found 1.5/],
  ['a layer twice', [1, 1], /different ones/],
  ['all layers', [2, 1], /at least one of 2 layers to train, found none/],
])('%s is refused', (_, freeze, message) => {
  expect(() => new Trainer({ ...run, freeze })).toThrow(UsageError)
  expect(() => new Trainer({ ...run, freeze })).toThrow(message)
})
