import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors.js'
import { accuracy } from './accuracy.js'
import { macroAverage, weightedAverage } from './averages.js'
import { balancedAccuracy } from './balanced-accuracy.js'
import { classScores } from './class-scores.js'
import { confusionMatrix } from './confusion-matrix.js'

const MOST = 6
const rows = fc.array(fc.tuple(fc.nat(MOST - 1), fc.nat(MOST - 1)), { minLength: 1, maxLength: 60 })
type Pair = readonly [prediction: number, label: number]

/** Every metric of classes, of predictions and labels. */
function metricsOf(pairs: readonly Pair[], classes = MOST) {
  const [predictions, labels] = [pairs.map(([p]) => p), pairs.map(([, l]) => l)]
  const confusion = confusionMatrix(predictions, labels, classes)
  const scores = classScores(confusion, classes)
  return {
    confusion,
    scores,
    accuracy: accuracy(confusion, classes),
    balanced: balancedAccuracy(scores),
    macro: macroAverage(scores, 'f1'),
    weighted: weightedAverage(scores, 'f1'),
    weightedRecall: weightedAverage(scores, 'recall'),
  }
}

describe('metrics of classes', () => {
  test('by hand: one class never taken, one never there, one neither', () => {
    const pairs: Pair[] = [
      [0, 0],
      [0, 0],
      [1, 0],
      [0, 2],
    ]
    const { scores, balanced, macro, weighted } = metricsOf(pairs, 4)
    const none = Number.NaN
    expect(scores).toEqual([
      { support: 3, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 },
      { support: 0, precision: 0, recall: none, f1: 0 },
      { support: 1, precision: none, recall: 0, f1: 0 },
      { support: 0, precision: none, recall: none, f1: none },
    ])
    expect(balanced).toBeCloseTo(1 / 3, 15)
    expect(macro).toBeCloseTo(2 / 9, 15)
    expect(weighted).toBeCloseTo(1 / 2, 15)
  })

  test('the order of rows does not matter', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (pairs, by) => {
        const at = by % pairs.length
        expect(metricsOf([...pairs.slice(at), ...pairs.slice(0, at)].reverse())).toEqual(metricsOf(pairs))
      }),
    )
  })

  test('names of classes do not matter: scores go with them, averages stay', () => {
    fc.assert(
      fc.property(rows, fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: MOST }), (pairs, to) => {
        const before = metricsOf(pairs)
        const after = metricsOf(pairs.map(([p, l]): Pair => [to[p], to[l]]))
        expect(before.scores).toEqual(to.map((c) => after.scores[c]))
        for (const name of ['accuracy', 'balanced', 'macro', 'weighted'] as const) {
          expect(after[name]).toBeCloseTo(before[name], 14)
        }
      }),
    )
  })

  test('all right is 1, all wrong is 0', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(MOST - 1), { minLength: 1, maxLength: 40 }), (labels) => {
        const right = metricsOf(labels.map((label): Pair => [label, label]))
        expect([right.accuracy, right.balanced, right.macro, right.weighted]).toEqual([1, 1, 1, 1])
        const wrong = metricsOf(labels.map((label): Pair => [(label + 1) % MOST, label]))
        expect([wrong.accuracy, wrong.balanced, wrong.macro, wrong.weighted]).toEqual([0, 0, 0, 0])
      }),
    )
  })

  test('recall weighted by rows is the accuracy; F1 is the harmonic mean of precision and recall', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const { weightedRecall, accuracy: share, scores } = metricsOf(pairs)
        expect(weightedRecall).toBeCloseTo(share, 14)
        for (const { precision, recall, f1 } of scores) {
          if (precision > 0) expect(f1).toBeCloseTo(2 / (1 / precision + 1 / recall), 14)
        }
      }),
    )
  })

  test('to say one class always has a balanced accuracy of 1 / classes, however rare the others are', () => {
    const labels = [...new Array(97).fill(0), 1, 1, 2]
    const { accuracy: share, balanced } = metricsOf(labels.map((label): Pair => [0, label]))
    expect(share).toBe(0.97)
    expect(balanced).toBe(1 / 3)
  })

  test.each([
    [[0, 3], [0, 1], 'prediction of row 1: expected a whole number from 0 and below 3, found 3'],
    [[0, 1], [-1, 1], 'label of row 0: expected a whole number from 0 and below 3, found -1'],
    [[0, 1], [0.5, 1], 'label of row 0: expected a whole number from 0 and below 3, found 0.5'],
    [[0], [0, 1], 'prediction of row 1: expected a whole number from 0 and below 3, found undefined'],
  ])('predictions %j, labels %j are refused', (predictions, labels, message) => {
    expect(() => confusionMatrix(predictions, labels, 3)).toThrow(new UsageError(message))
  })
})
