import { type Dataset, UsageError } from '@antigrad/core'
import { describe, expect, test } from 'vitest'
import { checkMetric } from './check-metric.js'
import { METRIC_NAMES, type MetricName } from './metric.js'

const part = { name: 'part', count: 4, inputs: 1, outputs: 2, features: new Float32Array(4) }
const classes: Dataset = { ...part, labels: Uint32Array.of(0, 1, 0, 1), classes: ['a', 'b'] }
const numbers: Dataset = { ...part, targets: Float32Array.of(1, 2, 3, 2, 5, 2, 7, 2), classes: [] }

/** The check of a run on this part, its validation included. */
function check(metric: MetricName | undefined, test: Dataset, asked: object = {}): () => void {
  const config = { data: 'a.csv', patience: 3, loss: 'squared', ...(metric && { metric }), ...asked } as const
  return () => checkMetric(config, { dataset: { train: test, test } })
}

describe('--metric is checked before a run begins', () => {
  const ofClasses = ['accuracy', 'balanced-accuracy', 'macro-f1', 'log-loss', 'auc', 'average-precision']
  const ofNumbers = ['rmse', 'mae', 'r2', 'largest-error']

  test.each(METRIC_NAMES)('%s: taken for what it measures, refused with what fits otherwise', (name) => {
    for (const [data, names, task, others] of [
      [classes, ofClasses, 'classes', ofNumbers],
      [numbers, ofNumbers, 'numbers', ofClasses],
    ] as const) {
      if (!others.includes(name)) expect(check(name, data)).not.toThrow()
      else
        expect(check(name, data)).toThrow(
          new UsageError(
            `--metric ${name}: expected one for ${task}, which a.csv has: error, ${names.join(', ')}`,
          ),
        )
    }
  })

  test('expected with patience', () => {
    expect(check(undefined, classes, { patience: undefined })).not.toThrow()
    expect(check('accuracy', classes, { patience: undefined })).toThrow(
      new UsageError('--metric accuracy: expected with --patience, which goes by it'),
    )
  })

  test('refused where it is undefined: one class alone, numbers that are all the same, outputs that are linear', () => {
    const one = { ...classes, labels: Uint32Array.of(1, 1, 1, 1) }
    const same = { ...numbers, targets: Float32Array.of(1, 2, 1, 2, 1, 2, 1, 2) }
    const begin = (name: string) => `--metric ${name}: undefined for the 4 examples of validation: `
    expect(check('auc', one)).toThrow(`${begin('auc')}all are of one class; a larger --val-split may help`)
    expect(check('balanced-accuracy', one)).not.toThrow()
    expect(check('r2', same)).toThrow(
      `${begin('r2')}the numbers to learn are all the same; a larger --val-split may help`,
    )
    expect(check('rmse', same)).not.toThrow()
    expect(check('log-loss', classes, { loss: 'huber' })).toThrow(
      new UsageError(`${begin('log-loss')}the outputs of --loss huber are no probabilities`),
    )
    expect(check('auc', classes, { loss: 'huber' })).not.toThrow()
  })
})
