import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { between } from '../../fixtures/between.js'
import { minibatchGradient, step, train } from './descent.js'
import { createTextbookNetwork, outputOf, type TextbookExample, type TextbookNetwork } from './network.js'

const column = (...elements: number[]) => Float64Array.from(elements)
const numbersOf = (network: TextbookNetwork) =>
  network.flatMap(({ weights, biases }) => [...weights.values, ...biases])
const fromNumbers = (sizes: readonly number[], numbers: readonly number[]) => {
  const left = numbers.values()
  return createTextbookNetwork(sizes, () => Number(left.next().value))
}

const within = (bound: number) => between(-bound, bound)
const aSize = fc.integer({ min: 1, max: 6 })
const sizes = fc.array(aSize, { minLength: 2, maxLength: 5 })
const aColumn = (length: number, value: fc.Arbitrary<number>) =>
  fc.array(value, { minLength: length, maxLength: length }).map((a) => column(...a))

/** A network with a few examples of its sizes. */
const lesson = sizes.chain((n) =>
  fc.record({
    network: fc
      .infiniteStream(within(3))
      .map((stream) => createTextbookNetwork(n, () => Number(stream.next().value))),
    examples: fc.array(
      fc.record({
        input: aColumn(n[0], within(2)),
        label: aColumn(n[n.length - 1], between(0, 1)),
      }),
      { minLength: 1, maxLength: 7 },
    ),
  }),
)

describe('minibatches', () => {
  test('a gradient is the sum over the examples, whatever way it is cut', () => {
    fc.assert(
      fc.property(lesson, fc.nat(), ({ network, examples }, cut) => {
        const whole = numbersOf(minibatchGradient(network, examples))
        const parts = [examples.slice(0, cut % examples.length), examples.slice(cut % examples.length)]
        const sums = parts
          .filter((part) => part.length > 0)
          .map((part) => numbersOf(minibatchGradient(network, part)))
        for (const [n, value] of whole.entries()) {
          const sum = sums.reduce((total, numbers) => total + numbers[n], 0)
          expect(Math.abs(value - sum)).toBeLessThanOrEqual(1e-14)
        }
      }),
    )
  })

  test('a minibatch that holds an example m times makes the step of the example alone', () => {
    fc.assert(
      fc.property(lesson, fc.integer({ min: 1, max: 9 }), ({ network, examples: [example] }, m) => {
        const once = step(network, minibatchGradient(network, [example]), 0.5, 1)
        const often = step(network, minibatchGradient(network, Array(m).fill(example)), 0.5, m)
        const expected = numbersOf(once)
        for (const [n, value] of numbersOf(often).entries()) {
          expect(Math.abs(value - expected[n])).toBeLessThanOrEqual(1e-14)
        }
      }),
    )
  })

  test('of no examples are refused', () => {
    expect(() =>
      minibatchGradient(
        createTextbookNetwork([1, 1], () => 0),
        [],
      ),
    ).toThrow(RangeError)
  })
})

describe('train', () => {
  test('visits the examples in the order given and counts a last, smaller minibatch fully', () => {
    fc.assert(
      fc.property(lesson, fc.integer({ min: 1, max: 8 }), ({ network, examples }, size) => {
        const order = [...examples.keys()].reverse()
        let expected = network
        for (const epochOrder of [order, [...examples.keys()]]) {
          for (let first = 0; first < examples.length; first += size) {
            const minibatch = epochOrder.slice(first, first + size).map((n) => examples[n])
            expected = step(expected, minibatchGradient(expected, minibatch), 0.7, minibatch.length)
          }
        }
        const orders = [Uint32Array.from(order), Uint32Array.from(examples.keys())]
        expect(numbersOf(train(network, examples, orders, size, 0.7))).toEqual(numbersOf(expected))
      }),
    )
  })

  test('leaves the network it was given as it was', () => {
    const network = createTextbookNetwork([2, 2, 1], () => 0.25)
    train(network, [{ input: column(1, 0), label: column(1) }], [[0], [0]], 1, 3)
    expect(new Set(numbersOf(network))).toEqual(new Set([0.25]))
  })

  test('refuses minibatches of nothing and examples that are not there', () => {
    const network = createTextbookNetwork([1, 1], () => 0)
    const examples = [{ input: column(1), label: column(1) }]
    for (const size of [0, -1, 1.5, Number.NaN])
      expect(() => train(network, examples, [[0]], size, 1)).toThrow(RangeError)
    for (const n of [1, -1, 0.5])
      expect(() => train(network, examples, [[n]], 1, 1)).toThrow('one of 1 examples')
  })

  test('learns XOR', () => {
    const examples: TextbookExample[] = [
      { input: column(0, 0), label: column(0) },
      { input: column(0, 1), label: column(1) },
      { input: column(1, 0), label: column(1) },
      { input: column(1, 1), label: column(0) },
    ]
    const start = fromNumbers([2, 2, 1], [1, 1, -1, -1, 0, 0.5, 1, 1, 0])
    const orders = Array.from({ length: 5000 }, () => [0, 1, 2, 3])
    const trained = train(start, examples, orders, 2, 4)
    for (const { input, label } of examples) {
      expect(Math.abs(outputOf(trained, input)[0] - label[0])).toBeLessThan(0.1)
    }
  })
})
