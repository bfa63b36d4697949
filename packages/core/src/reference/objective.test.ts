import { describe, expect, test } from 'vitest'
import { HEADS } from '../network/head.js'
import { outputsOf, rowLoss } from './heads.js'
import { objectiveOf } from './objective.js'

const column = (...elements: number[]) => Float64Array.from(elements)

describe('heads', () => {
  test('answer with σ, softmax or the preactivations as they are', () => {
    const q = column(0, Math.log(3))
    const answers = HEADS.map((head) => [head, [...outputsOf(head, q)].map((z) => Number(z.toFixed(12)))])
    expect(Object.fromEntries(answers)).toEqual({
      squared: [0.5, 0.75],
      'linear-squared': [0, 1.098612288668],
      'softmax-cross-entropy': [0.25, 0.75],
      'sigmoid-cross-entropy': [0.5, 0.75],
      huber: [0, 1.098612288668],
    })
  })

  test('have losses that one can check by head', () => {
    expect(rowLoss('squared', column(0, 0), column(1, 0))).toEqual({
      loss: 0.25,
      delta: column(-0.125, 0.125),
    })
    expect(rowLoss('linear-squared', column(3, 0), column(1, 2))).toEqual({ loss: 4, delta: column(2, -2) })
    expect(rowLoss('softmax-cross-entropy', column(5, 5), column(0, 1))).toEqual({
      loss: expect.closeTo(Math.LN2, 15),
      delta: column(0.5, -0.5),
    })
    expect(rowLoss('sigmoid-cross-entropy', column(0, 0), column(1, 0))).toEqual({
      loss: 2 * Math.LN2,
      delta: column(-0.5, 0.5),
    })
    expect(rowLoss('huber', column(3, 0.5, -4), column(0, 0, 0))).toEqual({
      loss: 2.5 + 0.125 + 3.5,
      delta: column(1, 0.5, -1),
    })
  })

  test('learn from a sample that is off by a thousand: nothing is clipped, nothing overflows', () => {
    expect(rowLoss('softmax-cross-entropy', column(1000, 0), column(0, 1))).toEqual({
      loss: 1000,
      delta: column(1, -1),
    })
    expect(rowLoss('sigmoid-cross-entropy', column(1000, -1000), column(0, 1))).toEqual({
      loss: 2000,
      delta: column(1, -1),
    })
  })

  test('take q and labels of one length', () => {
    for (const head of HEADS) expect(() => rowLoss(head, column(1, 2), column(1))).toThrow(RangeError)
  })
})

describe('class weights', () => {
  const classWeights = column(2, 3)

  test('multiply the loss of a row by the weight of its class, and count it so', () => {
    for (const head of HEADS) {
      const [q, label] = [column(0.3, -0.7), column(0, 1)]
      const { loss, delta } = rowLoss(head, q, label)
      const found = objectiveOf({ head, classWeights }, q, label, 0.5)
      expect(found.weight).toBe(1.5)
      expect(found.loss).toBeCloseTo(1.5 * loss, 14)
      found.delta.forEach((δ, j) => {
        expect(δ).toBeCloseTo(1.5 * delta[j], 14)
      })
    }
  })

  test('with smoothed labels weigh the term of each class by its own weight', () => {
    // Both terms −ln zⱼ are ln 2: 2 · 0.1 + 3 · 0.9 of them.
    const objective = { head: 'softmax-cross-entropy', classWeights, labelSmoothing: 0.2 } as const
    const { loss, weight } = objectiveOf(objective, column(5, 5), column(0, 1))
    expect([loss / Math.LN2, weight]).toEqual([expect.closeTo(2.9, 14), 3])
  })

  test.each([[column(0.5, 0.5)], [column(1, 1)], [column(0, 0)], [column(0, 1, 0)], [column(0, 1.5)]])(
    'refuse the label [%s], which is not of one class of two',
    (label) => {
      const q = new Float64Array(label.length)
      expect(() => objectiveOf({ head: 'linear-squared', classWeights }, q, label)).toThrow(
        `class weights take labels of one class among 2, found [${label}]`,
      )
    },
  )
})

describe('label smoothing', () => {
  test('gives every class its share', () => {
    const q = column(1, 2, 3, 4)
    const smoothed = objectiveOf(
      { head: 'softmax-cross-entropy', labelSmoothing: 0.2 },
      q,
      column(0, 1, 0, 0),
    )
    const { loss, delta } = rowLoss('softmax-cross-entropy', q, column(0.05, 0.85, 0.05, 0.05))
    expect(smoothed.loss).toBeCloseTo(loss, 14)
    for (const [j, δ] of smoothed.delta.entries()) expect(δ).toBeCloseTo(delta[j], 14)
  })

  test('belongs to softmax-cross-entropy', () => {
    expect(() => objectiveOf({ head: 'huber', labelSmoothing: 0.1 }, column(0), column(0))).toThrow(
      'label smoothing belongs to softmax-cross-entropy, found it with huber',
    )
  })
})
