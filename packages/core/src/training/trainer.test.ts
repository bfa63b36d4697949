import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Dataset } from '../dataset.js'
import { momentum } from '../engine/update-rule.js'
import { Diverged, UsageError } from '../errors.js'
import { Network } from '../network/network.js'
import { createRandom } from '../random.js'
import { networkSizes, startFrom, type TrainingOptions } from './options.js'
import { planTraining } from './plan.js'
import { Trainer } from './trainer.js'

const [COUNT, INPUTS, OUTPUTS] = [50, 12, 3]

/** Examples whose class is the third of the inputs that is lit. */
function thirds(seed: number): Dataset {
  const random = createRandom(seed, 0)
  const labels = new Uint32Array(COUNT).map(() => random.integer(OUTPUTS))
  const features = Uint8Array.from({ length: COUNT * INPUTS }, (_, at) => {
    const third = Math.floor((at % INPUTS) / 4)
    return third === labels[Math.floor(at / INPUTS)] ? 100 + random.integer(156) : 0
  })
  return { name: 'thirds', count: COUNT, inputs: INPUTS, outputs: OUTPUTS, features, labels, classes: [] }
}

const run: TrainingOptions = {
  dataset: { train: thirds(1), test: thirds(2) },
  hidden: [6],
  batchSize: 8,
  learningRate: 2,
  seed: 1,
}

describe('Trainer', () => {
  test('learns, and says how well', () => {
    const trainer = new Trainer(run)
    expect(trainer.evaluate().accuracy).toBeLessThan(0.7)
    const epochs = Array.from({ length: 20 }, () => trainer.epoch())
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
    expect(epochs[19].loss).toBeLessThan(epochs[0].loss / 4)
    expect(epochs[19].accuracy).toBe(1)
    const { accuracy, loss, examples, correct } = trainer.evaluate()
    expect({ accuracy, examples, correct }).toEqual({ accuracy: 1, examples: COUNT, correct: COUNT })
    expect(loss).toBeLessThan(0.1)
  })

  test('an epoch in steps, however many at once, is the epoch', () => {
    const whole = new Trainer(run)
    const result = whole.epoch()
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 20 }), (counts) => {
        const trainer = new Trainer(run)
        expect(trainer.beginEpoch()).toBe(1)
        for (const most of counts) trainer.steps(most)
        expect(trainer.steps(Number.POSITIVE_INFINITY)).toBe(false)
        expect(trainer.network.parameters).toEqual(whole.network.parameters)
        // It is over: nothing more happens.
        expect(trainer.steps(1)).toBe(false)
        expect(trainer.network.parameters).toEqual(whole.network.parameters)
      }),
      { numRuns: 20 },
    )
    const steps = new Trainer(run)
    steps.beginEpoch()
    // 50 examples by 8 are 7 steps.
    expect(Array.from({ length: 7 }, () => steps.steps(1))).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ])
    expect(result.epoch).toBe(1)
  })

  test('to evaluate changes nothing in training', () => {
    const [evaluated, other] = [new Trainer(run), new Trainer(run)]
    for (let epoch = 0; epoch < 3; epoch++) {
      evaluated.evaluate()
      expect(evaluated.epoch()).toEqual(other.epoch())
    }
    evaluated.evaluate()
    expect(evaluated.network.parameters).toEqual(other.network.parameters)
  })

  test('the network is a copy, and parameters to go on from are copied', () => {
    const trainer = new Trainer(run)
    const { network } = trainer
    const before = network.parameters.slice()
    trainer.epoch()
    expect(network.parameters).toEqual(before)
    const resumed = new Trainer({ ...run, parameters: network.parameters })
    resumed.epoch()
    expect(network.parameters).toEqual(before)
    expect(resumed.network.parameters).toEqual(trainer.network.parameters)
  })

  test('seed, initial weights and order decide all; another seed gives another network', () => {
    const train = (seed: number) => {
      const trainer = new Trainer({ ...run, seed })
      trainer.epoch()
      return trainer.network.parameters
    }
    expect(train(3)).toEqual(train(3))
    expect(train(3)).not.toEqual(train(4))
    expect(new Trainer({ ...run, seed: 3 }).network.parameters).toEqual(
      Network.create(networkSizes(run), 3).parameters,
    )
  })

  test('a batch size above the number of examples is that number', () => {
    expect(planTraining({ ...run, batchSize: 1e9 }).batchSize).toBe(COUNT)
    const trainer = new Trainer({ ...run, batchSize: 1e9 })
    trainer.beginEpoch()
    expect(trainer.steps(1)).toBe(false)
  })

  test.each([
    [{ batchSize: 0 }, 'batch size: expected a whole number from 1, found 0'],
    [{ batchSize: 2.5 }, 'batch size: expected a whole number from 1, found 2.5'],
    [{ learningRate: 0 }, 'learning rate: expected a number above 0, found 0'],
    [{ learningRate: -1 }, 'found -1'],
    [{ learningRate: Number.POSITIVE_INFINITY }, 'found Infinity'],
    [{ hidden: [1.5] }, 'whole numbers from 1'],
    [{ parameters: new Float32Array(2) }, 'parameters, found 2'],
    // Also where none is kept.
    [{ averageParameters: new Float32Array(2) }, 'expected an average of'],
    [{ states: [new Float32Array(2)] }, 'expected 0 states, as the update rule has, found 1'],
    [{ update: momentum(), states: [new Float32Array(2)] }, 'expected a state of'],
    [
      {
        dataset: {
          ...run.dataset,
          test: { ...run.dataset.test, inputs: 6, count: 2 * COUNT, labels: new Uint32Array(100) },
        },
      },
      'thirds: expected 12 inputs and 3 outputs as in training, found 6 and 3',
    ],
  ])('refuses %#', (wrong, message) => {
    expect(() => new Trainer({ ...run, ...wrong })).toThrow(UsageError)
    expect(() => new Trainer({ ...run, ...wrong })).toThrow(message)
  })

  // What a program without types may say.
  test.each<[options: object, message: string]>([
    [{ hidden: 6 }, 'hidden layers: expected a list such as [128, 64], found 6'],
    [{ hidden: undefined }, 'hidden layers: expected a list such as [128, 64], found undefined'],
    [{ hidden: [{ units: 6, activation: 'sigmod' }] }, 'expected one of sigmoid, tanh, relu,'],
    [{ hidden: [{ units: 6, activation: 'softmax' }] }, "found 'softmax'"],
    [{ head: 'softmax' }, "huber, found 'softmax'"],
    [{ update: 'adam' }, 'an update rule as adam() makes it: expected one of'],
    [{ update: 'lion' }, 'an update rule as adam() makes it'],
    [{ schedule: { name: 'linear' } }, 'linear'],
    [{ augmentation: { blur: 1 } }, 'blur'],
    [{ classWeights: 'even' }, 'even'],
    [{ kernels: 'fast' }, 'fast'],
    [{ seed: undefined }, 'seed'],
    [{ seed: 0.5 }, 'seed'],
    [{ seed: '1' }, 'seed'],
  ])('refuses a value that there is none of, %j', (wrong, message) => {
    const start = () => new Trainer({ ...run, ...wrong } as TrainingOptions)
    expect(start).toThrow(UsageError)
    expect(start).toThrow(message)
  })
})

describe('a loss that is not finite', () => {
  const features = Float32Array.from(run.dataset.train.features)
  // Weights within ± 0.5 · 8 times features of 3e38 overflow to both sides, and add up to NaN.
  features.fill(3e38)
  const train: Dataset = { ...run.dataset.train, features }
  const { parameters } = Network.create(networkSizes(run), 1)
  const fatal: TrainingOptions = {
    ...run,
    dataset: { train, test: train },
    parameters: parameters.map((weight) => 8 * weight),
  }

  test('ends training within its step', () => {
    const trainer = new Trainer(fatal)
    expect(() => trainer.epoch()).toThrow(Diverged)
    expect(() => new Trainer(fatal).epoch()).toThrow('epoch 1, example 0: the loss is not finite')
  })
})

test('goes on from a network with its layers, functions and weights', () => {
  const functions = { activations: ['relu', 'tanh'], head: 'softmax-cross-entropy' } as const
  const network = Network.create([INPUTS, 7, 5, OUTPUTS], 3, functions)
  const begun = new Trainer({ ...run, ...startFrom(network), seed: 9 }).network
  expect(begun).toEqual(network)
  expect(begun.parameters).not.toBe(network.parameters)
})
