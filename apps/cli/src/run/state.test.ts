import { Network } from '@antigrad/core'
import { expect, test } from 'vitest'
import type { RunConfig } from './config.js'
import { LECTURE } from './fixtures/lecture.js'
import { isFinished } from './state.js'

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

test('a run is finished after its last epoch, or that of its patience, and never within one', () => {
  const best = { epoch: 1, valLoss: 0.5, network: Network.create([2, 1], 1) }
  const patient = { ...config, epochs: 9, valSplit: 0.1, patience: 2 }
  expect(isFinished(config, { position: { epoch: 3, done: 0 } })).toBe(false)
  expect(isFinished(config, { position: { epoch: 4, done: 0 } })).toBe(true)
  expect(isFinished(config, { position: { epoch: 4, done: 5 } })).toBe(false)
  expect(isFinished(patient, { position: { epoch: 3, done: 0 }, best })).toBe(false)
  expect(isFinished(patient, { position: { epoch: 4, done: 0 }, best })).toBe(true)
  expect(isFinished(patient, { position: { epoch: 4, done: 5 }, best })).toBe(false)
})
