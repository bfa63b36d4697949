import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../random.js'
import { checkGradients } from './gradient-check.js'
import { backward, createTextbookNetwork, forward, type TextbookNetwork } from './textbook/network.js'

interface Case {
  readonly sizes: readonly number[]
  readonly network: TextbookNetwork
  readonly input: Float64Array
  readonly label: Float64Array
}

/** 1 to 4 layers of 1 to 8 units; parameters in ±reach; a fifth of the inputs 0, the rest in ±largest. */
function randomCase(random: Random, reach: number, largest: number): Case {
  const sizes = Array.from({ length: 2 + random.integer(4) }, () => 1 + random.integer(8))
  const network = createTextbookNetwork(sizes, () => reach * (2 * random.uniform() - 1))
  const input = new Float64Array(sizes[0]).map(() =>
    random.uniform() < 0.2 ? 0 : largest * (2 * random.uniform() - 1),
  )
  const label = new Float64Array(sizes[sizes.length - 1]).map(() => random.uniform())
  return { sizes, network, input, label }
}

function expectRight(random: Random, cases: number, reach: number, largest: number, most = 1e-7): void {
  for (let n = 0; n < cases; n++) {
    const { sizes, network, input, label } = randomCase(random, reach, largest)
    const check = checkGradients(network, input, label)
    const what = `case ${n}, ${sizes.join('-')}: ${JSON.stringify(check)}`
    expect(check.relativeError, what).toBeLessThanOrEqual(most)
    expect(check.parameters).toBe(
      network.reduce((sum, { weights, biases }) => sum + weights.values.length + biases.length, 0),
    )
  }
}

describe('the gradients of 1,000 random networks are right to 1e-7', () => {
  test.each([
    [500, 1, 1],
    [300, 2, 1],
    [200, 4, 1],
  ])('%i with parameters in ±%d and inputs in ±%d', (cases, reach, largest) => {
    expectRight(createRandom(7, 0), cases, reach, largest)
  })

  test.each([
    [300, 8, 1],
    [100, 1, 255],
    [100, 1, 1e-6],
  ])('and of %i saturated or ill-scaled ones: ±%d, inputs in ±%d', (cases, reach, largest) => {
    expectRight(createRandom(8, 0), cases, reach, largest)
  })

  test('and to 1e-6 where preactivations go into the hundreds', () => {
    expectRight(createRandom(9, 0), 100, 30, 1, 1e-6)
  })
})

describe('a wrong gradient is found', () => {
  test('whichever parameter is off by one part in 100,000, with its place', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.boolean(), (seed, choice, inBiases) => {
        const { network, input, label } = randomCase(createRandom(seed, 0), 1, 1)
        const gradient = backward(network, forward(network, input), label)
        const layer = choice % network.length
        const { weights, biases } = gradient[layer]
        const values = inBiases ? biases : weights.values
        const index = choice % values.length
        fc.pre(Math.abs(values[index]) > 1e-6)
        values[index] *= 1 + 1e-5

        const check = checkGradients(network, input, label, gradient)
        const place = inBiases
          ? `biases[${index}]`
          : `weights[${Math.floor(index / weights.columns)},${index % weights.columns}]`
        expect(check.relativeError).toBeGreaterThan(9e-6)
        expect([check.layer, check.parameter, check.analytic]).toEqual([layer, place, values[index]])
      }),
    )
  })

  test("when σ' is left out of one layer", () => {
    const { network, input, label } = randomCase(createRandom(1, 0), 1, 1)
    const gradient = backward(network, forward(network, input), label)
    gradient[0].biases.set(gradient[0].biases.map((element) => 4 * element))
    expect(checkGradients(network, input, label, gradient).relativeError).toBeCloseTo(0.75, 6)
  })

  test('when it is not finite', () => {
    const network = createTextbookNetwork([1, 1], () => 1)
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const gradient = createTextbookNetwork([1, 1], () => wrong)
      const check = checkGradients(network, Float64Array.of(1), Float64Array.of(0), gradient)
      expect(check.relativeError).toBe(Number.POSITIVE_INFINITY)
    }
  })
})

test('the network is left as it was, and one without layers is refused', () => {
  const { network, input, label } = randomCase(createRandom(3, 0), 1, 1)
  const before = JSON.stringify(network)
  checkGradients(network, input, label)
  expect(JSON.stringify(network)).toBe(before)
  expect(() => checkGradients([], input, label, [])).toThrow(RangeError)
})

test('only what is chosen is compared: weights first, biases after them', () => {
  const { network, input, label } = randomCase(createRandom(4, 0), 1, 1)
  const gradient = backward(network, forward(network, input), label)
  const { weights, biases } = network[0]
  gradient[0].weights.values[0] += 1
  const some = (chosen: (place: number) => boolean) =>
    checkGradients(network, input, label, gradient, (layer, place) => layer === 0 && chosen(place))

  expect(some((place) => place === 0).relativeError).toBeGreaterThan(0.1)
  expect(some((place) => place > 0).relativeError).toBeLessThan(1e-7)
  const onlyBiases = some((place) => place >= weights.values.length)
  expect([onlyBiases.parameters, onlyBiases.parameter.startsWith('biases')]).toEqual([biases.length, true])
  expect(() => some(() => false)).toThrow(RangeError)
})
