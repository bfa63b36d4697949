import { Network, Trainer, type TrainingOptions } from '@antigrad/core'
import { Orders } from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'
import { ParallelTrainer } from '@antigrad/parallel'
import { describe, expect, test } from 'vitest'
import { FORMS, type Form, randomDataset } from './random-run.js'

const EPOCHS = 3

/** 23 examples by 6: the last minibatch of an epoch has 5. */
function runOf(form: Form): TrainingOptions & { readonly hidden: readonly number[] } {
  const part = randomDataset(form, 23, 7, 3, 4)
  return { dataset: { train: part, test: part }, hidden: [5], batchSize: 6, learningRate: 2, seed: 9 }
}

/** The same epochs by hand, in float64: each minibatch's gradient divided by its own size. */
function byHand({ dataset, hidden, batchSize, learningRate, seed }: ReturnType<typeof runOf>): number[] {
  const { features, labels, targets, count, inputs, outputs } = dataset.train
  const examples = Array.from({ length: count }, (_, n) => ({
    input: Float64Array.from(features.subarray(n * inputs, (n + 1) * inputs), (x) =>
      features instanceof Uint8Array ? x / 255 : x,
    ),
    label: targets
      ? Float64Array.from(targets.subarray(n * outputs, (n + 1) * outputs))
      : Float64Array.from({ length: outputs }, (_, j) => (labels?.[n] === j ? 1 : 0)),
  }))
  const orders = Array.from({ length: EPOCHS }, (_, e) => {
    const order = new Uint32Array(count)
    new Orders(seed).fill(order, e + 1)
    return order
  })
  const start = textbook.fromNetwork(Network.create([inputs, ...hidden, outputs], seed))
  return numbersOf(textbook.train(start, examples, orders, batchSize, learningRate))
}

function numbersOf(network: textbook.TextbookNetwork): number[] {
  return network.flatMap(({ weights, biases }) => [...weights.values, ...biases])
}

function expectNear(network: Network, expected: readonly number[]): void {
  for (const [n, value] of numbersOf(textbook.fromNetwork(network)).entries()) {
    expect(Math.abs(value - expected[n]), `parameter ${n}`).toBeLessThan(1e-5)
  }
}

describe.each(FORMS)('a last, smaller minibatch counts fully: %s', (form) => {
  const run = runOf(form)
  const expected = byHand(run)

  test('and would show if it did not', () => {
    const whole = byHand({ ...run, batchSize: 23 })
    expect(Math.max(...expected.map((value, n) => Math.abs(value - whole[n])))).toBeGreaterThan(1e-3)
  })

  test('on one thread', () => {
    const trainer = new Trainer(run)
    for (let epoch = 0; epoch < EPOCHS; epoch++) trainer.epoch()
    expectNear(trainer.network, expected)
  })

  test.each([
    ['slices', 2],
    ['buffers', 3],
    // More workers than rows in the last minibatch.
    ['buffers', 6],
  ] as const)('%s, %i workers', async (strategy, workers) => {
    const trainer = await ParallelTrainer.start({ ...run, strategy, workers })
    try {
      for (let epoch = 0; epoch < EPOCHS; epoch++) await trainer.epoch()
      expectNear(trainer.network, expected)
    } finally {
      await trainer.close()
    }
  })
})
