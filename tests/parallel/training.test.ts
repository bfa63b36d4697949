import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { createRandom, type Dataset, type EpochResult, plateau, stepDecay, Trainer } from '@antigrad/core'
import { type ParallelOptions, ParallelTrainer } from '@antigrad/parallel'
import { describe, expect, test } from 'vitest'

const COUNT = 60
const EXAMPLES_A_STEP = 8
const random = createRandom(3, 0)
const part: Dataset = {
  name: 'small',
  count: COUNT,
  inputs: 5,
  outputs: 3,
  features: Float32Array.from({ length: COUNT * 5 }, () => random.integer(1000) / 1000),
  labels: Uint32Array.from({ length: COUNT }, () => random.integer(3)),
  classes: ['a', 'b', 'c'],
}
const options: ParallelOptions = {
  dataset: { train: part, test: part },
  hidden: [16],
  batchSize: EXAMPLES_A_STEP,
  learningRate: 0.5,
  seed: 1,
  workers: 2,
}

type AnyTrainer = Trainer | ParallelTrainer

/** Both trainers over the same options, one after the other. */
const both: [string, (changed?: Partial<ParallelOptions>) => Promise<AnyTrainer>][] = [
  ['Trainer', async (changed) => new Trainer({ ...options, ...changed })],
  ['ParallelTrainer', (changed) => ParallelTrainer.start({ ...options, ...changed })],
]

async function close(trainer: AnyTrainer): Promise<void> {
  if (trainer instanceof ParallelTrainer) await trainer.close()
}

/** What so many calls of `epoch` on one thread make of `changed` options. */
function trained(epochs: number, changed: Partial<ParallelOptions> = {}): Float32Array {
  const trainer = new Trainer({ ...options, ...changed })
  for (let epoch = 0; epoch < epochs; epoch++) trainer.epoch()
  return trainer.network.parameters.slice()
}

describe.each(both)('%s.train', (_, start) => {
  test('iterated or awaited, trains as so many calls of epoch do', async () => {
    const trainer = await start()
    const seen: EpochResult[] = []
    for await (const result of trainer.train({ epochs: 2 })) seen.push(result)
    const told: EpochResult[] = []
    const rest = await trainer.train({ epochs: 3, onEpoch: (result) => told.push(result) })
    expect([...seen, ...rest].map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5])
    expect(told).toEqual(rest)
    expect(trainer.network.parameters).toEqual(trained(5))
    await close(trainer)
  })

  test('trains nothing before it is asked, and no more once the loop is left', async () => {
    const trainer = await start()
    const training = trainer.train({ epochs: 9 })
    expect(trainer.network.parameters).toEqual(trained(0))
    for await (const { epoch } of training) if (epoch === 2) break
    expect(trainer.network.parameters).toEqual(trained(2))
    await close(trainer)
  })

  test.each([-1, 1.5, Number.NaN])('refuses %d epochs', async (epochs) => {
    const trainer = await start()
    expect(() => trainer.train({ epochs })).toThrow(/^epochs: expected a whole number from 0, found/)
    await close(trainer)
  })

  test('ends with the reason of a signal, and goes on from there', async () => {
    const trainer = await start()
    const controller = new AbortController()
    const reason = new Error('enough')
    const training = trainer.train({
      epochs: 9,
      signal: controller.signal,
      onEpoch: ({ epoch }) => {
        if (epoch === 3) controller.abort(reason)
      },
    })
    await expect(training).rejects.toBe(reason)
    await trainer.train({ epochs: 2 })
    expect(trainer.network.parameters).toEqual(trained(5))
    await close(trainer)
  })

  test('of a signal that was aborted before: nothing is trained', async () => {
    const trainer = await start()
    await expect(trainer.train({ epochs: 1, signal: AbortSignal.abort('no') })).rejects.toBe('no')
    expect(trainer.network.parameters).toEqual(trained(0))
    await close(trainer)
  })

  test('takes another learning rate from one epoch to the next', async () => {
    const trainer = await start()
    await trainer.train({ epochs: 1 })
    trainer.learningRate = 0.125
    expect(trainer.learningRate).toBe(0.125)
    await trainer.train({ epochs: 2 })
    // A schedule that does the same.
    const schedule = stepDecay({ every: 1, gamma: 0.25 })
    const first = new Trainer({ ...options, schedule })
    first.epoch()
    first.epoch()
    expect(trainer.network.parameters).not.toEqual(trained(3))
    const twice = await start()
    await twice.train({ epochs: 1 })
    twice.learningRate = 0.125
    await twice.train({ epochs: 1 })
    expect(twice.network.parameters).toEqual(first.network.parameters)
    for (const rate of [0, -1, Number.NaN, 1e-45]) {
      expect(() => {
        trainer.learningRate = rate
      }).toThrow(/^learning rate: expected/)
    }
    await close(trainer)
    await close(twice)
  })

  test('a plateau multiplies the rate that was set', async () => {
    const schedule = plateau({ patience: 0, factor: 0.5 })
    const trainer = await start({ schedule, learningRate: 0.25 })
    const other = new Trainer({ ...options, schedule, learningRate: 0.5 })
    trainer.validated([1, 1])
    trainer.learningRate = 0.5
    other.validated([1, 1])
    await trainer.train({ epochs: 1 })
    other.epoch()
    expect(trainer.network.parameters).toEqual(other.network.parameters)
    await close(trainer)
  })
})

describe('Trainer.train', () => {
  test('is stopped within an epoch by what else the thread does, and trains the rest of it', async () => {
    const steps = 2 ** 18
    const features = new Float32Array(steps * 5)
    const labels = new Uint32Array(steps)
    const long = { ...part, count: steps, features, labels }
    const trainer = new Trainer({
      ...options,
      dataset: { train: long, test: part },
      hidden: [64],
      batchSize: 1,
    })
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort('later'), 1)
    const seen: number[] = []
    await expect(
      trainer.train({ epochs: 1, signal: controller.signal, onEpoch: ({ epoch }) => seen.push(epoch) }),
    ).rejects.toBe('later')
    clearTimeout(timer)
    expect(seen).toEqual([])
    const [result] = await trainer.train({ epochs: 1 })
    expect(result.epoch).toBe(1)
  })

  test('tells of each step', async () => {
    const told: string[] = []
    const trainer = new Trainer(options)
    await trainer.train({
      epochs: 2,
      onStep: ({ epoch, done, count }) => told.push(`${epoch}: ${done}/${count}`),
    })
    const steps = Math.ceil(COUNT / EXAMPLES_A_STEP)
    expect(told.length).toBe(2 * steps)
    expect(told[0]).toBe('1: 8/60')
    expect(told[2 * steps - 1]).toBe('2: 60/60')
    expect(trainer.network.parameters).toEqual(trained(2))
  })
})

describe('ParallelTrainer', () => {
  test('trains on threads that somebody else starts, with the same bits', async () => {
    const started: Worker[] = []
    const trainer = await ParallelTrainer.start({
      ...options,
      worker: () => {
        const worker = new Worker(new URL('own-worker.mjs', import.meta.url))
        started.push(worker)
        return worker
      },
    })
    await trainer.train({ epochs: 3 })
    expect(trainer.network.parameters).toEqual(trained(3))
    await trainer.close()
    expect(started.map(({ threadId }) => threadId)).toEqual([-1, -1])
  })

  test.each([
    ['cannot be started', () => new Worker('nowhere.mjs'), /lost.*nowhere/],
    ['does not load', () => new Worker(new URL('file:///nowhere.mjs')), /lost.*nowhere/],
    ['ends at once', () => new Worker('process.exit(7)', { eval: true }), /lost.*ended with code 7/],
  ])('says why a thread of somebody else %s', async (_, worker, message) => {
    await expect(ParallelTrainer.start({ ...options, worker })).rejects.toThrow(message)
  })

  test('ends its workers at the end of a block', async () => {
    const trainer = await ParallelTrainer.start(options)
    await trainer[Symbol.asyncDispose]()
    await expect(trainer.epoch()).rejects.toThrow('the run is closed')
  })

  test('lets a program end that forgets to close it', async () => {
    const file = fileURLToPath(new URL('forgotten.mjs', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 20_000 })
    expect(stdout).toBe('3 epochs\n')
  })
})
