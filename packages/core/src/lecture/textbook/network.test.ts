import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { between } from '../../fixtures/between.js'
import * as scalar from '../one-dimensional.js'
import { step } from './descent.js'
import { backward, createTextbookNetwork, forward, loss, type TextbookNetwork } from './network.js'

const column = (...elements: number[]) => Float64Array.from(elements)
const numbersOf = (network: TextbookNetwork) =>
  network.flatMap(({ weights, biases }) => [...weights.values, ...biases])
const fromNumbers = (sizes: readonly number[], numbers: readonly number[]) => {
  const left = numbers.values()
  return createTextbookNetwork(sizes, () => Number(left.next().value))
}

const within = (bound: number) => between(-bound, bound)

describe('createTextbookNetwork', () => {
  test('asks for weights row by row, then biases, layer by layer', () => {
    const [first, second] = fromNumbers([2, 3, 1], [...Array(13).keys()])
    expect(first).toEqual({
      weights: { rows: 3, columns: 2, values: column(0, 1, 2, 3, 4, 5) },
      biases: column(6, 7, 8),
    })
    expect(second).toEqual({
      weights: { rows: 1, columns: 3, values: column(9, 10, 11) },
      biases: column(12),
    })
  })

  test('refuses sizes that are none', () => {
    for (const wrong of [[], [3], [3, 0], [3, 1.5], [-1, 2], [Number.NaN, 2]]) {
      expect(() => createTextbookNetwork(wrong, () => 0)).toThrow(RangeError)
    }
  })
})

describe('forward, backward and step', () => {
  test("give the figures of Mazur's worked example", () => {
    // M. Mazur, "A step by step backpropagation example" (2015): 2-2-2, one step at η = 0.5. He leaves the
    // biases as they are; their digits here are those of other programs that run his example.
    const network = fromNumbers([2, 2, 2], [0.15, 0.2, 0.25, 0.3, 0.35, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.6])
    const input = column(0.05, 0.1)
    const label = column(0.01, 0.99)
    const pass = forward(network, input)
    expect(pass.activations[2][0]).toBeCloseTo(0.75136507, 8)
    expect(pass.activations[2][1]).toBeCloseTo(0.772928465, 9)
    expect(loss(pass.activations[2], label)).toBeCloseTo(0.298371109, 9)

    const stepped = numbersOf(step(network, backward(network, pass, label), 0.5, 1))
    const expected = [
      0.1497807161327628, 0.19956143226552567, 0.24975114363236958, 0.29950228726473915, 0.3456143226552565,
      0.3450228726473914, 0.35891647971788465, 0.4086661860762334, 0.5113012702387375, 0.5613701211079891,
      0.5307507191857215, 0.6190491182582781,
    ]
    for (const [n, value] of stepped.entries())
      expect(Math.abs(value - expected[n])).toBeLessThanOrEqual(1e-15)
  })

  test('of a 1-1-1 network equal the one-dimensional case bit for bit', () => {
    const numbers = fc.record({ V: within(50), v: within(50), U: within(50), u: within(50) })
    const learningRate = between(1e-3, 100)
    fc.assert(
      fc.property(numbers, within(50), within(2), learningRate, (start, x, l, rate) => {
        let one: scalar.ScalarNetwork = start
        let many = fromNumbers([1, 1, 1], [start.V, start.v, start.U, start.u])
        for (let n = 0; n < 5; n++) {
          const onePass = scalar.forward(one, x, l)
          const manyPass = forward(many, column(x))
          const [p, q] = manyPass.preactivations.map((vector) => vector[0])
          const [, y, z] = manyPass.activations.map((vector) => vector[0])
          const { dε_dV, dε_dv, dε_dU, dε_du, ...between } = scalar.backward(one, onePass, x, l)
          const gradient = backward(many, manyPass, column(l))
          same([p, y, q, z, loss(column(z), column(l))], Object.values(onePass))
          same(numbersOf(gradient), [dε_dV, dε_dv, dε_dU, dε_du])
          same([gradient[0].biases[0], gradient[1].biases[0]], [between.dε_dp, between.dε_dq])

          one = scalar.descend(one, { dε_dV, dε_dv, dε_dU, dε_du, ...between }, rate)
          many = step(many, gradient, rate, 1)
          same(numbersOf(many), [one.V, one.v, one.U, one.u])
        }
      }),
      { numRuns: 1000 },
    )

    /** `===`: every bit, save that a sum that begins at 0 turns −0 into 0. */
    function same(a: readonly number[], b: readonly number[]): void {
      if (a.length !== b.length || a.some((value, n) => value !== b[n])) expect(a).toEqual(b)
    }
  })

  test('refuse inputs and labels of another length', () => {
    const network = createTextbookNetwork([2, 3, 1], () => 0.5)
    expect(() => forward(network, column(1))).toThrow('a column of 2 elements, found 1')
    expect(() => backward(network, forward(network, column(1, 2)), column(1, 2))).toThrow(RangeError)
  })
})
