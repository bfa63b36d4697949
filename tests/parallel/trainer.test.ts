import { UsageError } from '@antigrad/core'
import { Aborted, type ParallelOptions, ParallelTrainer } from '@antigrad/parallel'
import { afterEach, describe, expect, test } from 'vitest'
import { hashOf, randomDataset, sequential } from './random-run.js'

const part = randomDataset('sparse', 30, 9, 4, 1)
const run = { dataset: { train: part, test: part }, hidden: [5], batchSize: 4, learningRate: 1, seed: 2 }
/** An epoch of it takes seconds. */
const long = randomDataset('floats', 400, 300, 10, 1)
const longRun = { ...run, dataset: { train: long, test: long }, hidden: [2000, 1000], batchSize: 40 }

const started: ParallelTrainer[] = []
async function start(options: ParallelOptions): Promise<ParallelTrainer> {
  const trainer = await ParallelTrainer.start(options)
  started.push(trainer)
  return trainer
}
afterEach(async () => {
  for (const trainer of started.splice(0)) await trainer.close()
})

describe('pause', () => {
  test('ends one call of epoch, after its first step where it was asked for before', async () => {
    const trainer = await start({ ...run, workers: 2 })
    trainer.pause()
    expect(await trainer.epoch()).toBeUndefined()
    expect(trainer.position).toEqual({ epoch: 1, done: 4 })
    expect(await trainer.epoch()).toMatchObject({ epoch: 1 })
    expect(trainer.position).toEqual({ epoch: 2, done: 0 })
    expect(hashOf(trainer.network)).toBe(sequential(run, 1)[0].hash)
  })

  test('within an epoch stops it at the end of a step', async () => {
    const trainer = await start({ ...longRun, workers: 2 })
    const epoch = trainer.epoch()
    while (trainer.position.done === 0) await new Promise(setImmediate)
    trainer.pause()
    expect(await epoch).toBeUndefined()
    const { done } = trainer.position
    expect(done % 40).toBe(0)
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(400)
  })
})

describe('one thing at a time', () => {
  test('a second call while an epoch is trained is refused, and changes nothing', async () => {
    const trainer = await start({ ...run, workers: 2 })
    const epoch = trainer.epoch()
    await expect(trainer.epoch()).rejects.toThrow(UsageError)
    await expect(trainer.evaluate()).rejects.toThrow('the workers are busy')
    expect(() => trainer.seek({ epoch: 3, done: 0 })).toThrow(UsageError)
    expect(await epoch).toEqual(sequential(run, 1)[0].result)
  })

  test('a call after the end is refused', async () => {
    const trainer = await start({ ...run, workers: 2 })
    await trainer.close()
    await expect(trainer.epoch()).rejects.toThrow(Aborted)
    await expect(trainer.evaluate()).rejects.toThrow('the run is closed')
    await trainer.close()
  })
})

test('an epoch that is trained when the run is closed ends at once, with an error', async () => {
  const trainer = await start({ ...longRun, workers: 2 })
  const ending = expect(trainer.epoch()).rejects.toThrow(Aborted)
  while (trainer.position.done === 0) await new Promise(setImmediate)
  await trainer.close()
  await ending
  expect(trainer.position.done).toBeLessThan(400)
})

describe('options out of range are refused before any worker starts', () => {
  test.each([
    [{ workers: 0 }, 'workers: expected a whole number from 1 to 256, found 0'],
    [{ workers: 257 }, 'found 257'],
    [{ workers: 1.5 }, 'found 1.5'],
    [{ batchSize: 0 }, 'batch size: expected a whole number from 1, found 0'],
    [{ learningRate: Number.NaN }, 'learning rate: expected a number above 0, found NaN'],
    [{ hidden: [0] }, 'whole numbers from 1'],
    [{ parameters: new Float32Array(3) }, 'found 3'],
    [{ hidden: [2 ** 20, 2 ** 20] }, 'at most'],
  ])('%j', async (wrong, message) => {
    let threads = 0
    const count = (): void => {
      threads++
    }
    process.on('worker', count)
    try {
      await expect(ParallelTrainer.start({ ...run, ...wrong })).rejects.toThrow(UsageError)
      await expect(ParallelTrainer.start({ ...run, ...wrong })).rejects.toThrow(message)
    } finally {
      process.off('worker', count)
    }
    expect(threads).toBe(0)
  })
})

test('seek goes anywhere, after some epochs too', async () => {
  const trainer = await start({ ...run, workers: 2 })
  await trainer.epoch()
  await trainer.epoch()
  const other = await start({ ...run, workers: 3, parameters: trainer.network.parameters })
  await other.epoch()
  // Back to the order of the first epoch.
  trainer.seek({ epoch: 1, done: 0 })
  expect(await trainer.epoch()).toMatchObject({ epoch: 1 })
  expect(hashOf(trainer.network)).toBe(hashOf(other.network))
  trainer.seek({ epoch: 7, done: 28 })
  expect(trainer.position).toEqual({ epoch: 7, done: 28 })
  expect(await trainer.epoch()).toMatchObject({ epoch: 7 })
  expect(trainer.position).toEqual({ epoch: 8, done: 0 })
})
