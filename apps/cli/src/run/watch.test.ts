import { type Dataset, evaluate, Network } from '@antigrad/core'
import { logLoss } from '@antigrad/core/metrics'
import { describe, expect, test } from 'vitest'
import { Watch } from './watch.js'

const validation: Dataset = {
  name: 'part',
  count: 3,
  inputs: 2,
  outputs: 2,
  features: Float32Array.of(0.5, 1, -1, 2, 0.25, 0),
  labels: Uint32Array.of(0, 1, 1),
  classes: ['a', 'b'],
}

/** A trainer that evaluates other weights than it trains. */
function trainerOf(seed: number) {
  const evaluated = Network.create([2, 3, 2], seed)
  return {
    evaluated,
    network: Network.create([2, 3, 2], 99),
    copyParameters: (network: Network) => network.parameters.set(evaluated.parameters),
  }
}

describe('what patience goes by', () => {
  test('is measured of the weights that are evaluated, in the first epoch too', () => {
    const watch = new Watch('log-loss', validation, undefined)
    for (const seed of [1, 2, 3]) {
      const trainer = trainerOf(seed)
      const { evaluated } = trainer
      const expected = logLoss(evaluated.predictBatch(validation.features), [0, 1, 1], 2)
      expect(watch.valueOf(trainer, evaluate(evaluated, validation))).toBe(expected)
    }
  })

  test('is the loss, unless another metric is asked for', () => {
    const watch = new Watch('error', validation, undefined)
    const trainer = trainerOf(1)
    const evaluation = evaluate(trainer.evaluated, validation)
    expect(watch.valueOf(trainer, evaluation)).toBe(evaluation.loss)
    expect([watch.isOwn, new Watch('auc', validation, undefined).isOwn]).toEqual([false, true])
  })

  test.each([
    ['error', 0.4, 0.6],
    ['log-loss', 0.4, 0.6],
    ['accuracy', 0.6, 0.4],
    ['auc', 0.6, 0.4],
  ] as const)(
    'of %s %d is better than the best so far, %d is not, nor is the same',
    (name, better, worse) => {
      const watch = new Watch(name, validation, undefined)
      const measured = name === 'error' ? { valLoss: 0.5 } : { valLoss: 0, metric: 0.5 }
      const best = { epoch: 1, ...measured, network: trainerOf(1).network }
      expect([better, worse, 0.5].map((value) => watch.isBetter(value, best))).toEqual([true, false, false])
      expect(watch.isBetter(worse, undefined)).toBe(true)
    },
  )

  test('is refused where it is undefined: nothing would ever be better', () => {
    const watch = new Watch('auc', { ...validation, labels: Uint32Array.of(1, 1, 1) }, undefined)
    const trainer = trainerOf(1)
    expect(() => watch.valueOf(trainer, evaluate(trainer.evaluated, validation))).toThrow(
      '--metric auc: undefined for what this network says of the examples of validation; --metric error is not',
    )
  })
})
