import { type Dataset, Diverged, Network, Trainer, type TrainingOptions, UsageError } from '@antigrad/core'
import { Orders } from '@antigrad/core/internal'
import { ParallelTrainer } from '@antigrad/parallel'
import { describe, expect, test } from 'vitest'
import { hashOf, randomDataset } from './random-run.js'

const [COUNT, INPUTS, BATCH, SEED] = [40, 6, 4, 3]
/** The minibatch of the first epoch, from 0, whose loss is not finite. */
const FATAL = 5

function scaledParameters(factor: number, hidden: readonly number[]): Float32Array {
  return Network.create([INPUTS, ...hidden, 3], SEED).parameters.map((weight) => factor * weight)
}

/** Ordinary examples, save one: its features are so large that terms of both signs overflow, and add up to NaN. */
function runWithFatalExample(): TrainingOptions {
  const part = randomDataset('floats', COUNT, INPUTS, 3, SEED)
  const order = new Uint32Array(COUNT)
  new Orders(SEED).fill(order, 1)
  const features = Float32Array.from(part.features)
  const fatal = order[FATAL * BATCH + 1]
  features.fill(3e38, fatal * INPUTS, (fatal + 1) * INPUTS)
  return {
    dataset: { train: { ...part, features }, test: part },
    hidden: [8],
    batchSize: BATCH,
    learningRate: 0.5,
    seed: SEED,
    parameters: scaledParameters(4, [8]),
  }
}

/** One step whose loss is an ordinary number, and whose gradient takes the weights beyond float32. */
function runThatOverflows(): TrainingOptions {
  const part = randomDataset('floats', COUNT, INPUTS, 3, SEED)
  const train: Dataset = { ...part, features: Float32Array.from(part.features, (x) => 1000 * x) }
  return {
    dataset: { train, test: part },
    hidden: [],
    batchSize: COUNT,
    learningRate: 3e38,
    seed: SEED,
    parameters: scaledParameters(1e-3, []),
  }
}

const allFinite = ({ parameters }: Network): boolean => parameters.every(Number.isFinite)

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe.each([
  ['slices', 1],
  ['slices', 3],
  ['buffers', 2],
] as const)('%s, %i workers', (strategy, workers) => {
  test('a loss that is not finite ends the epoch within its step, before the weights are touched', async () => {
    const run = { ...runWithFatalExample(), strategy, workers }
    const trainer = await ParallelTrainer.start(run)
    const stepwise = await ParallelTrainer.start(run)
    try {
      for (let step = 0; step < FATAL; step++) {
        stepwise.pause()
        expect(await stepwise.epoch()).toBeUndefined()
      }
      const error = await errorOf(trainer.epoch())
      expect(error).toBeInstanceOf(Diverged)
      expect((error as Diverged).message).toBe(
        `epoch 1, example ${FATAL * BATCH}: the loss is not finite; a learning rate below 0.5 may help`,
      )
      expect(trainer.position).toEqual({ epoch: 1, done: FATAL * BATCH })
      expect(allFinite(trainer.network)).toBe(true)
      expect(hashOf(trainer.network)).toBe(hashOf(stepwise.network))
      expect(trainer.network.parameters).toEqual(stepwise.network.parameters)
      // The same minibatch again; then from the one after it.
      expect(await errorOf(trainer.epoch())).toBeInstanceOf(Diverged)
      trainer.seek({ epoch: 1, done: (FATAL + 1) * BATCH })
      trainer.progress.losses.fill(0)
      const result = await trainer.epoch()
      expect(result?.epoch).toBe(1)
      expect(result?.loss).toBeGreaterThan(0)
      expect(allFinite(trainer.network)).toBe(true)
    } finally {
      await trainer.close()
      await stepwise.close()
    }
  })

  test('weights that overflow while the loss is finite are never handed out', async () => {
    const run = runThatOverflows()
    const trainer = await ParallelTrainer.start({ ...run, strategy, workers })
    try {
      const error = await errorOf(trainer.epoch())
      expect(error).toBeInstanceOf(Diverged)
      expect((error as Diverged).message).toMatch(/^epoch 1, example 40: a weight is not finite/)
      expect(trainer.network.parameters).toEqual(run.parameters)
      expect(trainer.position).toEqual({ epoch: 1, done: 0 })
    } finally {
      await trainer.close()
    }
  })
})

test('a learning rate beyond float32 diverges, and the weights are those before', async () => {
  const run = { ...runWithFatalExample(), learningRate: 1e300 }
  const trainer = await ParallelTrainer.start({ ...run, workers: 2 })
  try {
    expect(await errorOf(trainer.epoch())).toBeInstanceOf(Diverged)
    expect(trainer.network.parameters).toEqual(run.parameters)
  } finally {
    await trainer.close()
  }
})

test.each([1e-46, 1e-45])('a learning rate of %d, too small for a float32, is refused', async (rate) => {
  const run = { ...runWithFatalExample(), learningRate: rate }
  expect(() => new Trainer(run)).toThrow(UsageError)
  await expect(ParallelTrainer.start({ ...run, workers: 2 })).rejects.toThrow(UsageError)
})

describe('on one thread', () => {
  test('a loss that is not finite ends the epoch within its step', () => {
    const trainer = new Trainer(runWithFatalExample())
    trainer.beginEpoch()
    expect(trainer.steps(FATAL)).toBe(true)
    expect(allFinite(trainer.network)).toBe(true)
    expect(() => trainer.steps(1)).toThrow(Diverged)
    expect(() => trainer.steps(1)).toThrow(`epoch 1, example ${FATAL * BATCH}: the loss is not finite`)
    expect(allFinite(trainer.network)).toBe(true)
  })
  test('weights that overflow while the loss is finite are never handed out', () => {
    const run = runThatOverflows()
    const trainer = new Trainer(run)
    expect(() => trainer.epoch()).toThrow('epoch 1, example 40: a weight is not finite')
    expect(trainer.network.parameters).toEqual(run.parameters)
  })
})
