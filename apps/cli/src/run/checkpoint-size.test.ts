import { createArchitecture, Network, UsageError } from '@antigrad/core'
import { LARGEST_FILE } from '@antigrad/store'
import { describe, expect, test } from 'vitest'
import { encodeState } from './checkpoint.js'
import { checkSize, mostCheckpointBytes, mostHeaderBytes } from './checkpoint-size.js'
import type { RunConfig } from './config.js'
import { LECTURE } from './fixtures/lecture.js'
import { MOST_RECORDS } from './history.js'
import type { RunState } from './state.js'

const config: RunConfig = {
  version: 1,
  ...LECTURE,
  data: 'digits',
  fingerprint: `sha256:${'0'.repeat(64)}`,
  hidden: [7],
  epochs: 9,
  batchSize: 10,
  learningRate: 0.1,
  seed: 1,
  strategy: 'slices',
  threads: 2,
}
const SIZES = [5, 7, 3]
const COUNT = 11
/** Bytes before the data: the length of the header, and as long a header as there may be. */
const MOST_HEADER = 8 + 4 * 2 ** 20

const progress = { losses: new Float32Array(COUNT), predictions: new Float32Array(COUNT) }

/** Bytes of a checkpoint's header, and of what comes after it. */
function bytesOf(state: RunState, described = { config, meaning: { classes: [] as string[] } }) {
  const bytes = Buffer.concat(encodeState(described.config, described.meaning, state))
  const header = Number(bytes.readBigUInt64LE(0))
  return { header, data: bytes.length - 8 - header }
}

describe('the size of a checkpoint', () => {
  const { parameters } = createArchitecture(SIZES)
  const state = { network: Network.create(SIZES, 1), position: { epoch: 3, done: 5 }, history: [], progress }

  test('counts the weights, and the losses and predictions of an epoch that is begun', () => {
    expect(mostCheckpointBytes(parameters, COUNT, false) - MOST_HEADER).toBe(bytesOf(state).data)
  })

  test('counts the weights twice where the best are kept', () => {
    const best = { epoch: 1, valLoss: 1, network: Network.create(SIZES, 2) }
    expect(mostCheckpointBytes(parameters, COUNT, true) - MOST_HEADER).toBe(bytesOf({ ...state, best }).data)
  })

  test('counts no less of a header than the longest takes', () => {
    const long = -1.2345678901234567e-100
    const record = { loss: long, accuracy: long, valLoss: long, valAccuracy: long }
    const tested = { ...record, testLoss: long, testAccuracy: long }
    // The test part is asked where there is none for validation.
    const watched = { ...record, valMetric: long }
    const epochs = MOST_RECORDS - 1
    const historyOf = (kept: object) =>
      Array.from({ length: epochs }, (_, n) => ({ epoch: n + 1, ...record, ...kept }))
    const history = historyOf(tested)
    const hidden = Array.from({ length: 300 }, () => 12)
    const network = Network.create([5, ...hidden, 3], 1)
    const best = { epoch: 1, valLoss: long, metric: long, network: Network.create([5, ...hidden, 3], 2) }
    const described = {
      config: { ...config, hidden, epochs },
      meaning: { classes: ['"a"', 'é\n', '\u0001'] },
    }
    const position = { epoch: epochs + 1, done: 5 }
    const { header } = bytesOf({ network, position, history, best, progress }, described)
    const most = mostHeaderBytes(described, hidden.length + 1, epochs)
    expect(header).toBeLessThanOrEqual(most)
    const other = { network, position, history: historyOf(watched), best, progress }
    expect(bytesOf(other, described).header).toBeLessThanOrEqual(header)
    expect(header).toBeGreaterThan(0.8 * most)
  })
})

describe('a run is refused before it begins', () => {
  const train = {
    name: 'digits',
    count: 8000,
    inputs: 784,
    outputs: 10,
    features: new Uint8Array(0),
    classes: [],
  }
  const check = (hidden: number, patience?: number) => () =>
    checkSize(
      { ...config, hidden: [hidden], ...(patience && { patience }) },
      { dataset: { train, test: train } },
    )

  test.each([
    [
      360_000,
      3,
      'a network of 784,360000,10 has 286200010 weights; its checkpoint would take up to 2293858392 bytes, the best weights for --patience beside the last ones; at most 2147483648 can be read again; take fewer hidden units',
    ],
    [
      700_000,
      undefined,
      'a network of 784,700000,10 has 556500010 weights; its checkpoint would take up to 2230258352 bytes; at most 2147483648 can be read again; take fewer hidden units',
    ],
  ])('of %i hidden units with a patience of %s', (hidden, patience, message) => {
    expect(check(hidden, patience)).toThrow(UsageError)
    expect(check(hidden, patience)).toThrow(message)
  })

  test('where its checkpoint may be one unit too large, and not sooner', () => {
    const units = Math.floor((LARGEST_FILE - MOST_HEADER - 8 * 8000 - 8 * 10) / (8 * 795))
    expect(check(units, 1)).not.toThrow()
    expect(check(units + 1, 1)).toThrow(UsageError)
    expect(check(2 * units)).not.toThrow()
  })

  test('where its layers, its epochs and what its data are called do not fit in a header', () => {
    const dataset = { train, test: train }
    const layers = (count: number) => ({ ...config, hidden: Array.from({ length: count }, () => 1) })
    expect(() => checkSize(layers(4000), { dataset })).not.toThrow()
    expect(() => checkSize(layers(4096), { dataset })).toThrow(UsageError)
    const classes = Array.from({ length: 1000 }, (_, n) => `${n}`.padEnd(2000))
    const named = { dataset: { train: { ...train, classes }, test: train } }
    expect(() => checkSize(config, named)).not.toThrow()
    expect(() => checkSize({ ...config, epochs: 1_000_000 }, named)).toThrow(
      /^the columns and classes of digits, 2 layers and the history of 1000000 epochs would take up to 48\d{5} bytes/,
    )
  })
})
