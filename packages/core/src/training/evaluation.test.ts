import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Arena } from '../engine/arena.js'
import { allocateExamples } from '../engine/examples.js'
import { countCorrect, epochResult, meanLoss, scorePredictions } from './evaluation.js'

describe('scorePredictions', () => {
  test('a case by hand', () => {
    const found = scorePredictions([0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 2], [1, 2, 3, 4, 5, 6], 4)
    expect(found).toEqual({
      examples: 6,
      correct: 4,
      accuracy: 4 / 6,
      loss: 3.5,
      confusion: Uint32Array.of(2, 1, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
      classes: [
        { support: 3, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 },
        { support: 2, precision: 2 / 3, recall: 1, f1: 4 / 5 },
        // Never taken for it: no precision. Never there: no recall.
        { support: 1, precision: Number.NaN, recall: 0, f1: 0 },
        { support: 0, precision: Number.NaN, recall: Number.NaN, f1: Number.NaN },
      ],
    })
  })

  const pairs = fc
    .integer({ min: 1, max: 8 })
    .chain((classes) =>
      fc.tuple(
        fc.constant(classes),
        fc.array(fc.tuple(fc.nat(classes - 1), fc.nat(classes - 1)), { minLength: 1, maxLength: 60 }),
      ),
    )

  test('the counts agree with each other', () => {
    fc.assert(
      fc.property(pairs, ([classes, pairs]) => {
        const predictions = pairs.map(([prediction]) => prediction)
        const labels = pairs.map(([, label]) => label)
        const found = scorePredictions(predictions, labels, new Float32Array(pairs.length), classes)
        expect(found.confusion.reduce((a, b) => a + b)).toBe(pairs.length)
        expect(found.correct).toBe(pairs.filter(([a, b]) => a === b).length)
        expect(found.correct).toBe(countCorrect(predictions, labels))
        expect(found.classes.reduce((sum, { support }) => sum + support, 0)).toBe(pairs.length)
        for (const [c, { support, precision, recall }] of found.classes.entries()) {
          const right = found.confusion[c * classes + c]
          if (support > 0) expect(recall * support).toBeCloseTo(right, 9)
          if (!Number.isNaN(precision)) {
            expect(precision * predictions.filter((p) => p === c).length).toBeCloseTo(right, 9)
          }
        }
      }),
    )
  })
})

test('the mean loss is summed in float64, in order', () => {
  expect(meanLoss(Float32Array.of(2 ** 24, 1, 1, 2))).toBe((2 ** 24 + 4) / 4)
})

test('an epoch of regression has no right predictions', () => {
  const plan = {
    form: 'floats',
    count: 2,
    inputs: 1,
    outputs: 1,
    targets: 2,
    entries: 0,
    longest: 0,
  } as const
  const examples = allocateExamples(new Arena(new ArrayBuffer(2 ** 16)), { ...plan, ownTargets: true })
  const part = {
    losses: Float32Array.of(1, 3),
    predictions: Uint32Array.of(0, 0),
    weights: new Float32Array(0),
    record: 0,
  }
  expect(epochResult(7, { ...part, examples })).toEqual({ epoch: 7, loss: 2, accuracy: 0 })
  const classes = { ...examples, plan: { ...plan, targets: 1 }, labels: Uint32Array.of(0, 1) }
  expect(epochResult(7, { ...part, examples: classes })).toEqual({ epoch: 7, loss: 2, accuracy: 0.5 })
})
