import type { Evaluation } from '@antigrad/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLarge, mostConfused } from '../show/confusion.js'
import { baselineOf, rareClasses } from './baseline.js'

const NAMES = Array.from({ length: 40 }, (_, n) => `k${n}`)

/** What came of these predictions of so many classes. */
function evaluationOf(predictions: readonly number[], labels: readonly number[], size: number): Evaluation {
  const confusion = new Uint32Array(size * size)
  for (const [n, label] of labels.entries()) confusion[label * size + predictions[n]]++
  const classes = Array.from({ length: size }, (_, c) => {
    const support = labels.filter((label) => label === c).length
    const taken = predictions.filter((prediction) => prediction === c).length
    const right = confusion[c * size + c]
    return { support, precision: right / taken, recall: right / support, f1: (2 * right) / (taken + support) }
  })
  const correct = labels.filter((label, n) => label === predictions[n]).length
  return { examples: labels.length, correct, accuracy: correct / labels.length, loss: 0, confusion, classes }
}

test('the baseline is the accuracy of saying the most frequent class always', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 60 }), (labels) => {
      const { name, accuracy } = baselineOf(
        evaluationOf(
          labels.map(() => 0),
          labels,
          6,
        ),
        NAMES,
      )
      const always = NAMES.slice(0, 6).map(
        (_, c) =>
          evaluationOf(
            labels.map(() => c),
            labels,
            6,
          ).accuracy,
      )
      expect(accuracy).toBe(Math.max(...always))
      expect(always[NAMES.indexOf(name)]).toBe(accuracy)
    }),
  )
})

test('a class is rare below a tenth, and below half of an equal share of many', () => {
  const labels = (counts: readonly number[]) => counts.flatMap((count, c) => new Array<number>(count).fill(c))
  const rare = (...counts: number[]) => {
    const all = labels(counts)
    return rareClasses(evaluationOf(all, all, counts.length), NAMES).map(({ name }) => name)
  }
  expect(rare(91, 9)).toEqual(['k1'])
  expect(rare(89, 11)).toEqual([])
  expect(rare(...new Array(10).fill(9), 10)).toEqual([])
  expect(rare(...new Array(10).fill(20), 3)).toEqual(['k10'])
})

test('the most frequent confusions are those of the matrix, the most frequent first', () => {
  const labels = [...new Array(5).fill(3), ...new Array(7).fill(4), 8, 9]
  const predictions = [...new Array(5).fill(2), ...new Array(7).fill(1), 8, 0]
  const evaluation = evaluationOf(predictions, labels, 40)
  expect(isLarge(evaluation)).toBe(true)
  expect(mostConfused(evaluation, NAMES)).toEqual([
    { truth: 'k4', predicted: 'k1', count: 7 },
    { truth: 'k3', predicted: 'k2', count: 5 },
    { truth: 'k9', predicted: 'k0', count: 1 },
  ])
})
