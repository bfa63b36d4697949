import { setTimeout as pause } from 'node:timers/promises'
import type { AnyFeatures, Dataset } from '@antigrad/core'
import { featurePieces } from '@antigrad/data'
import { expect, test } from 'vitest'
import type { RunData } from '../run/run-data.js'
import type { Job } from './job.js'
import type { Opening } from './opening.js'
import { openShared } from './shared-data.js'

/** What two ranks open a run by, in one process: what each tells first, then second, …, both have when both have told it. */
function twoOpenings(): Opening[] {
  const told: string[][] = [[], []]
  return [0, 1].map((rank) => ({
    job: { rank, ranks: 2 } as Job,
    tell: async (text) => {
      const round = told[rank].push(text) - 1
      while (told.some((texts) => texts.length <= round)) await pause(1)
      return told.map((texts) => texts[round])
    },
    agree: async () => undefined,
  }))
}

function examples(name: string, first: number): Dataset<Float32Array> {
  const features = Float32Array.of(first, first + 1, first + 2, first + 3)
  return {
    name,
    count: 2,
    inputs: 2,
    outputs: 2,
    features,
    labels: Uint32Array.of(0, 1),
    classes: ['a', 'b'],
  }
}

function floatsOf({ features, inputs }: Dataset<AnyFeatures>): number[] {
  return [...featurePieces(features, inputs)].flatMap((piece) => [...piece])
}

function close({ dataset: { train } }: RunData): void {
  if ('read' in train.features) train.features.close()
}

async function openedByTwo(data: RunData): Promise<RunData[]> {
  const [leader, follower] = twoOpenings()
  return Promise.all([
    openShared(leader, async () => data),
    openShared(follower, () => Promise.reject(new Error('it reads the data too'))),
  ])
}

test('another rank has what is trained on, and the part that is evaluated after each epoch', async () => {
  const second = examples('test', 10)
  const data = {
    dataset: { train: examples('train', 0), test: second },
    test: second,
    fingerprint: 'sha256:ab',
  }
  const [own, others] = await openedByTwo(data)
  for (const each of [own, others]) {
    expect(floatsOf(each.dataset.train)).toEqual([0, 1, 2, 3])
    expect(each.dataset.test).toEqual(second)
    expect(each.test).toBe(each.dataset.test)
    close(each)
  }
})

test('where that is for validation, rank 0 alone has the features of the test part', async () => {
  const [validation, tested] = [examples('validation', 10), examples('test', 20)]
  const data = {
    dataset: { train: examples('train', 0), test: validation },
    test: tested,
    fingerprint: 'sha256:ab',
  }
  const [own, others] = await openedByTwo(data)
  expect(own.test).toBe(tested)
  expect(others.dataset.test).toEqual(validation)
  expect(others.test).toEqual({ ...tested, features: new Float32Array(0) })
  for (const each of [own, others]) close(each)
})
