// What the float32 engine trains is what the float64 twin trains, whose numbers PyTorch's are (pytorch.test.ts).
import {
  ACTIVATIONS,
  adam,
  adamw,
  createRandom,
  type Dataset,
  HEADS,
  type Head,
  momentum,
  nesterov,
  rmsprop,
  sgd,
  Trainer,
  type TrainingOptions,
  type UpdateRule,
} from '@antigrad/core'
import { Orders, reference, schedules } from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'
import { describe, expect, test } from 'vitest'

const COUNT = 24
const ROWS = 6
const EPOCHS = 13
const SEED = 5
const INPUTS = 7
const OUTPUTS = 4

const RULES: readonly UpdateRule[] = [
  sgd(),
  sgd({ weightDecay: 0.01 }),
  momentum({ weightDecay: 0.001 }),
  nesterov(),
  rmsprop({ weightDecay: 0.01 }),
  adam({ weightDecay: 0.01 }),
  adamw({ weightDecay: 0.1 }),
]

function datasetOf(head: Head): Dataset {
  const random = createRandom(SEED, 0)
  const features = Float32Array.from({ length: COUNT * INPUTS }, () => 2 * random.uniform() - 1)
  const common = { name: 'random', count: COUNT, inputs: INPUTS, outputs: OUTPUTS, features }
  return head === 'softmax-cross-entropy' || head === 'squared'
    ? {
        ...common,
        labels: Uint32Array.from({ length: COUNT }, () => random.integer(OUTPUTS)),
        classes: ['a', 'b', 'c', 'd'],
      }
    : {
        ...common,
        // In the range of every head; for Huber's some differences are beyond 1.
        targets: Float32Array.from({ length: COUNT * OUTPUTS }, () =>
          head === 'huber' ? 4 * random.uniform() - 2 : random.uniform(),
        ),
        classes: [],
      }
}

/** The same steps in float64. */
function twin(options: TrainingOptions, trainer: Trainer) {
  const { dataset, head = 'squared', update = sgd(), learningRate, schedule = { name: 'constant' } } = options
  const { train } = dataset
  const { features, labels, targets } = train
  const { classWeights, labelSmoothing, clipNorm, freeze } = options
  const examples = Array.from(
    { length: COUNT },
    (_, n): reference.ReferenceExample => ({
      input: Float64Array.from(features.subarray(n * INPUTS, (n + 1) * INPUTS)),
      label: targets
        ? Float64Array.from(targets.subarray(n * OUTPUTS, (n + 1) * OUTPUTS))
        : Float64Array.from({ length: OUTPUTS }, (_, j) => (labels?.[n] === j ? 1 : 0)),
      ...(train.weights && { weight: train.weights[n] }),
    }),
  )
  const network = {
    layers: textbook.fromNetwork(trainer.network),
    activations: trainer.network.architecture.activations,
  }
  const objective = {
    head,
    ...(labelSmoothing !== undefined && { labelSmoothing }),
    ...(Array.isArray(classWeights) && { classWeights: Float64Array.from(classWeights) }),
  }
  const recipe = {
    objective,
    rule: update as reference.UpdateRule,
    ...(freeze && { freeze }),
    ...(clipNorm !== undefined && { clipNorm }),
  }
  let descent = reference.beginDescent(reference.flatten(network.layers))
  const order = new Uint32Array(COUNT)
  const run = { stepsPerEpoch: COUNT / ROWS, epochs: EPOCHS }
  const losses: number[] = []
  for (let epoch = 1, t = 0; epoch <= EPOCHS; epoch++) {
    new Orders(SEED).fill(order, epoch)
    let sum = 0
    for (let first = 0; first < COUNT; first += ROWS, t++) {
      const minibatch = Array.from(order.subarray(first, first + ROWS), (n) => examples[n])
      const rate = schedules.rateAt(schedule, learningRate, t, run)
      const step = reference.trainStep(network, recipe, descent, minibatch, rate)
      const weight = minibatch.reduce(
        (total, { weight = 1, label }) => total + weight * classWeightOf(label),
        0,
      )
      sum += step.loss * weight
      descent = step.descent
    }
    losses.push(sum)
  }
  function classWeightOf(label: Float64Array): number {
    return Array.isArray(classWeights) ? classWeights[label.indexOf(1)] : 1
  }
  const whole = examples.reduce((total, { weight = 1, label }) => total + weight * classWeightOf(label), 0)
  return {
    losses: losses.map((loss) => loss / whole),
    parameters: descent.parameters,
    before: reference.flatten(network.layers),
  }
}

/** 52 steps of both: losses to 1e-4, the way of the parameters to 1e-3 of its length. */
function check(more: Partial<TrainingOptions>): void {
  const { head = 'squared' } = more
  const part = datasetOf(head)
  const options: TrainingOptions = {
    dataset: { train: part, test: part },
    hidden: [8, 5],
    batchSize: ROWS,
    learningRate: 0.01,
    seed: SEED,
    epochs: EPOCHS,
    ...more,
  }
  const trainer = new Trainer(options)
  const expected = twin(options, trainer)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const { loss } = trainer.epoch()
    const wrong = Math.abs(loss - expected.losses[epoch]) / Math.abs(expected.losses[epoch])
    expect(wrong, `loss of epoch ${epoch + 1}`).toBeLessThan(1e-4)
  }
  const after = reference.flatten(textbook.fromNetwork(trainer.network))
  let difference = 0
  let way = 0
  for (const [k, before] of expected.before.entries()) {
    difference += (after[k] - expected.parameters[k]) ** 2
    way += (expected.parameters[k] - before) ** 2
  }
  expect(Math.sqrt(difference / way)).toBeLessThan(1e-3)
}

describe.each(HEADS)('%s', (head) => {
  test.each(ACTIVATIONS)('%s, by every rule', (activation) => {
    const hidden = [
      { units: 8, activation },
      { units: 5, activation },
    ]
    for (const update of RULES) check({ head, hidden, update })
  })
})

test('clipped, weighed, smoothed, by every schedule', () => {
  const head = 'softmax-cross-entropy'
  for (const schedule of [
    schedules.constant(),
    schedules.stepDecay({ every: 3 }),
    schedules.exponentialDecay({ gamma: 0.9 }),
    schedules.cosine({ warmup: 5 }),
    schedules.oneCycle(),
  ]) {
    for (const update of RULES) {
      const more = { head, schedule, update, clipNorm: 0.3, labelSmoothing: 0.1 } as const
      check({ ...more, classWeights: [0.5, 1, 2, 1.5], hidden: [{ units: 8, activation: 'tanh' }] })
    }
  }
})

test('with frozen layers, by every rule, clipped or not', () => {
  for (const freeze of [[1], [2], [3], [1, 3]]) {
    for (const update of RULES) {
      check({ head: 'softmax-cross-entropy', update, freeze })
      check({ head: 'squared', update, freeze, clipNorm: 0.03 })
    }
  }
})
