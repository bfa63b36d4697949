import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Approximation } from './approximation.js'
import { fitError } from './fit-error.js'
import { holdOut } from './hold-out.js'
import { rangeOf, rescale } from './range.js'
import { type Approximant, inputOf, samplesOf } from './samples.js'
import { sampleTarget } from './sampling.js'
import { TARGETS } from './targets.js'

const line = (count: number, f: (x: number) => number) => {
  const x = Array.from({ length: count }, (_, n) => 1000 + n)
  return samplesOf([x], x.map(f))
}

const trained = (options: ConstructorParameters<typeof Approximation>[0]) => {
  const approximation = new Approximation(options)
  while (approximation.advance());
  return approximation
}

describe('a network that follows a function', () => {
  const samples = line(40, (x) => 500 + 30 * Math.sin((x - 1000) / 6))
  const options = { samples, hidden: [12], learningRate: 6, batchSize: 1, epochs: 1000, seed: 1 }

  test('is near the samples, in their own units', () => {
    const approximation = trained(options)
    const { rmse } = fitError(approximation.value, samples)
    expect(rmse).toBeLessThan(1)
    expect(approximation.trainingError).toBeGreaterThan(rmse / 3)
    expect(approximation.trainingError).toBeLessThan(3 * rmse)
    expect(approximation.epoch).toBe(1000)
  })

  test('is the same for the same seed, and another for another', () => {
    const few = { ...options, epochs: 7 }
    const [a, b, c] = [trained(few), trained(few), trained({ ...few, seed: 2 })]
    expect(a.network.parameters).toEqual(b.network.parameters)
    expect(a.network.parameters).not.toEqual(c.network.parameters)
  })

  test('trains the epochs it is told, however few or many, in stages', () => {
    for (const epochs of [1, 2, 59, 60, 61, 200]) {
      const approximation = new Approximation({ ...options, epochs })
      let stages = 1
      while (approximation.advance()) stages++
      expect([approximation.epoch, stages]).toEqual([epochs, Math.min(epochs, 60)])
      expect(approximation.advance()).toBe(false)
    }
  })

  test('of a constant is the constant', () => {
    const { value } = trained({ ...options, samples: line(5, () => 7), epochs: 20 })
    expect(value([1002])).toBe(7)
  })

  test.each([
    [{ hidden: [] }, /hidden layer/],
    [{ samples: line(1, () => 1) }, /2 samples/],
    [{ epochs: 0 }, /epochs/],
    [{ epochs: 1.5 }, /epochs/],
    [{ batchSize: 0 }, /batch size/],
    [{ learningRate: -1 }, /learning rate/],
  ])('refuses %o', (wrong, message) => {
    expect(() => trained({ ...options, ...wrong })).toThrow(message)
  })
})

describe('samples', () => {
  test.each(TARGETS)(
    'of $name lie in its range, ends included, and unseen ones are the function itself',
    (target) => {
      const { train, unseen } = sampleTarget(target, 100, 81, 5)
      expect([train.count, unseen.count]).toEqual([100, 81])
      for (const [d, { low, high }] of target.axes.entries()) {
        for (const samples of [train, unseen]) {
          expect(rangeOf(samples.inputs, d, target.axes.length)).toEqual({ low, high })
        }
      }
      let squares = 0
      for (let n = 0; n < 100; n++) squares += (train.outputs[n] - target.value(inputOf(train, n))) ** 2
      expect(Math.sqrt(squares / 100)).toBeGreaterThanOrEqual(0.8 * target.noise)
      expect(Math.sqrt(squares / 100)).toBeLessThanOrEqual(1.25 * target.noise)
      for (let n = 0; n < 81; n++) expect(unseen.outputs[n]).toBe(target.value(inputOf(unseen, n)))
      const again = sampleTarget(target, 100, 81, 5)
      expect(again.train).toEqual(train)
      expect(sampleTarget(target, 100, 81, 6).train).not.toEqual(train)
    },
  )

  test('held out: each once, none twice; of one argument always between two learned ones', () => {
    const integer = (min: number, max: number) => fc.integer({ min, max })
    fc.assert(
      fc.property(integer(5, 60), integer(2, 5), integer(0, 99), (count, group, seed) => {
        const samples = line(count, (x) => 2 * x)
        const { train, unseen } = holdOut(samples, group, seed)
        expect([...train.inputs, ...unseen.inputs].sort()).toEqual([...samples.inputs].sort())
        expect(unseen.count).toBe(Math.ceil((count - 2) / group))
        expect(train.inputs).toContain(1000)
        expect(train.inputs).toContain(999 + count)
        for (let n = 0; n < unseen.count; n++) expect(unseen.outputs[n]).toBe(2 * unseen.inputs[n])
      }),
    )
  })

  test('of two arguments are held out anywhere', () => {
    const axis = Array.from({ length: 30 }, (_, n) => n)
    const { train, unseen } = holdOut(samplesOf([axis, axis], axis), 3, 1)
    expect([train.count, unseen.count]).toEqual([20, 10])
    expect(new Set([...train.outputs, ...unseen.outputs]).size).toBe(30)
  })

  test('too few, of unlike columns, or not finite are refused', () => {
    expect(() =>
      holdOut(
        line(3, (x) => x),
        3,
        1,
      ),
    ).toThrow(/more samples/)
    expect(() => sampleTarget(TARGETS[0], 3, 100, 1)).toThrow(/at least 4/)
    expect(() => samplesOf([[1, 2], [1]], [1, 2])).toThrow(/one length/)
    expect(() => samplesOf([], [1])).toThrow(/one length/)
    expect(() => samplesOf([[Number.NaN]], [1])).toThrow(/finite/)
  })
})

test('rescaling there and back gives the number again', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(number, number, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (value, low, width) => {
      const [from, to] = [
        { low, high: low + width },
        { low: -1, high: 1 },
      ]
      const back: Approximant = ({ 0: x }) => rescale(rescale(x, from, to), to, from)
      expect(Math.abs(back([value]) - value)).toBeLessThanOrEqual(
        1e-9 * (1 + Math.abs(value) + Math.abs(low) + width),
      )
    }),
  )
  expect(rescale(5, { low: 5, high: 5 }, { low: 0, high: 1 })).toBe(0.5)
})
