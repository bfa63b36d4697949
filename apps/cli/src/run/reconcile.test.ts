import { UsageError } from '@antigrad/core'
import { describe, expect, test } from 'vitest'
import type { RunConfig } from './config.js'
import { LECTURE } from './fixtures/lecture.js'
import { reconcile } from './reconcile.js'

const config: RunConfig = {
  version: 1,
  ...LECTURE,
  data: 'mnist',
  fingerprint: 'sha256:0',
  hidden: [8],
  epochs: 3,
  batchSize: 10,
  learningRate: 3,
  seed: 1,
  strategy: 'slices',
  threads: 3,
}
const position = { epoch: 2, done: 0 }

describe('threads of a run that goes on', () => {
  test('slices: as asked anew, otherwise as before', () => {
    expect(reconcile('run', config, {}, position).threads).toBe(3)
    expect(reconcile('run', config, { threads: 2 }, position).threads).toBe(2)
    expect(reconcile('run', config, { threads: 'auto' }, position).threads).toBe('auto')
  })

  test('slices begun with auto: chosen again, unless asked otherwise', () => {
    const auto: RunConfig = { ...config, autoThreads: true }
    expect(reconcile('run', auto, {}, position)).toStrictEqual({ ...config, threads: 'auto' })
    expect(reconcile('run', auto, { threads: 2 }, position)).toStrictEqual({ ...config, threads: 2 })
  })
})

test('the order of sums is the one that a run was begun with, and none where it has none', () => {
  expect(reconcile('run', { ...config, arithmetic: 1 }, {}, position).arithmetic).toBe(1)
  expect(reconcile('run', { ...config, arithmetic: 7 }, {}, position).arithmetic).toBe(7)
  expect(reconcile('run', config, {}, position)).not.toHaveProperty('arithmetic')
})

describe('epochs of a run that goes on', () => {
  test('as many as it has begun, or more', () => {
    for (const done of [0, 5]) {
      expect(reconcile('run', config, { epochs: 15 }, { epoch: done > 0 ? 15 : 16, done }).epochs).toBe(15)
    }
    expect(reconcile('run', config, { epochs: 1 }, undefined).epochs).toBe(1)
  })

  test('not without the epoch that it is in', () => {
    const within = () => reconcile('run', config, { epochs: 14 }, { epoch: 15, done: 5 })
    expect(within).toThrow(UsageError)
    expect(within).toThrow('--epochs 14: expected 15 or more, for run has begun epoch 15')
  })
})
