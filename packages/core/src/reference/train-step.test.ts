import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minibatchGradient as lectureGradient, step as lectureStep } from '../lecture/textbook/descent.js'
import { createTextbookNetwork } from '../lecture/textbook/network.js'
import { createRandom } from '../random.js'
import { clipByGlobalNorm } from './clip.js'
import { dropoutFactors } from './dropout.js'
import { minibatchGradient, minibatchLoss, type ReferenceExample } from './minibatch.js'
import { forward, type ReferenceNetwork } from './network.js'
import { flatten, unflatten } from './parameters.js'
import { trainedNetwork, trainStep } from './train-step.js'
import { beginDescent } from './update-rules.js'

const column = (...elements: number[]) => Float64Array.from(elements)

/** A network with σ everywhere, and examples with labels in [0, 1]. */
function lecture(seed: number, rows: number) {
  const random = createRandom(seed, 0)
  const sizes = Array.from({ length: 2 + random.integer(3) }, () => 1 + random.integer(6))
  const numbers = (length: number) => new Float64Array(length).map(() => random.uniform())
  const layers = createTextbookNetwork(sizes, () => 4 * random.uniform() - 2)
  const network: ReferenceNetwork = { layers, activations: sizes.slice(2).map(() => 'sigmoid') }
  const examples = Array.from({ length: rows }, () => ({
    input: numbers(sizes[0]),
    label: numbers(sizes[sizes.length - 1]),
  }))
  return { network, examples }
}

const SQUARED = { head: 'squared' } as const

describe('with σ and the squared head', () => {
  test('a step is that of the lecture', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 6 }), (seed, rows) => {
        const { network, examples } = lecture(seed, rows)
        const descent = beginDescent(flatten(network.layers))
        const recipe = { objective: SQUARED, rule: { name: 'sgd' } } as const
        const found = trainStep(network, recipe, descent, examples, 0.5).descent.parameters
        const expected = flatten(
          lectureStep(network.layers, lectureGradient(network.layers, examples), 0.5, rows),
        )
        for (const [n, value] of expected.entries()) expect(Math.abs(found[n] - value)).toBeLessThan(1e-15)
      }),
    )
  })
})

describe('a minibatch', () => {
  test('counts an example of weight 2 as two of weight 1', () => {
    const { network, examples } = lecture(3, 3)
    const [a, b, c] = examples
    const weighted = minibatchGradient(network, SQUARED, [a, { ...b, weight: 2 }, c])
    const repeated = minibatchGradient(network, SQUARED, [a, b, b, c])
    expect(weighted.loss).toBeCloseTo(repeated.loss, 15)
    for (const [n, g] of repeated.gradient.entries()) expect(weighted.gradient[n]).toBeCloseTo(g, 15)
  })

  test('has the loss of minibatchLoss', () => {
    const { network, examples } = lecture(4, 5)
    expect(minibatchGradient(network, SQUARED, examples).loss).toBe(minibatchLoss(network, SQUARED, examples))
  })

  test('without weight is refused', () => {
    const { network, examples } = lecture(5, 1)
    for (const minibatch of [[], [{ ...examples[0], weight: 0 }]] as ReferenceExample[][]) {
      for (const of of [minibatchLoss, minibatchGradient]) {
        expect(() => of(network, SQUARED, minibatch)).toThrow('a minibatch has a weight above 0, found 0')
      }
    }
  })
})

describe('clipping', () => {
  test('scales what is longer to the norm, as PyTorch does: a little less', () => {
    expect(clipByGlobalNorm(column(3, 4), 1)).toEqual(column(3 / (5 + 1e-6), 4 / (5 + 1e-6)))
    expect(clipByGlobalNorm(column(3, 4), 6)).toEqual(column(3, 4))
    expect(clipByGlobalNorm(column(0, 0), 1)).toEqual(column(0, 0))
  })
})

describe('dropout', () => {
  const network: ReferenceNetwork = {
    layers: [
      { weights: { rows: 2, columns: 2, values: column(1, 2, 3, 4) }, biases: column(0, 1) },
      { weights: { rows: 1, columns: 2, values: column(1, 1) }, biases: column(0) },
    ],
    activations: ['linear'],
  }

  test('leaves out units and multiplies the others by 1 / (1 − p)', () => {
    const factors = dropoutFactors([1, 0], 0.5)
    expect(factors).toEqual(column(2, 0))
    const pass = forward(network, column(1, 1), [factors, factors])
    expect(pass.activations).toEqual([column(2, 0), column(4, 0)])
    expect(pass.preactivations).toEqual([column(2, 7), column(4)])
  })

  test('gives weights that it leaves out no gradient', () => {
    const example = {
      input: column(1, 1),
      label: column(0),
      dropout: [undefined, dropoutFactors([1, 0], 0.5)],
    }
    const { gradient } = minibatchGradient(network, { head: 'linear-squared' }, [example])
    const [first, second] = unflatten(network.layers, gradient)
    expect([...first.weights.values, ...first.biases]).toEqual([12, 12, 0, 0, 12, 0])
    expect([...second.weights.values]).toEqual([36, 0])
  })

  test('takes rates from 0 to below 1', () => {
    for (const rate of [-0.1, 1, Number.NaN]) expect(() => dropoutFactors([1], rate)).toThrow(RangeError)
  })
})

test('flattened parameters fill layers of the same shapes again, and no others', () => {
  const { network } = lecture(6, 1)
  const parameters = flatten(network.layers)
  expect(unflatten(network.layers, parameters)).toEqual(network.layers)
  expect(trainedNetwork(network, beginDescent(parameters))).toEqual(network)
  expect(() => unflatten(network.layers, column(...parameters, 0))).toThrow(RangeError)
})

test('a network with an activation too many is refused', () => {
  const { network } = lecture(6, 1)
  const wrong: ReferenceNetwork = { ...network, activations: [...network.activations, 'relu'] }
  expect(() => forward(wrong, column(1))).toThrow('expected an activation for each of')
})
