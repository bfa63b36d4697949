import { createArchitecture, Network, UsageError } from '@antigrad/core'
import { LARGEST_FILE } from '@antigrad/store'
import { describe, expect, test } from 'vitest'
import { encodeState } from './checkpoint.js'
import { checkSize, mostCheckpointBytes } from './checkpoint-size.js'
import type { RunConfig } from './config.js'
import type { RunState } from './state.js'

const config: RunConfig = {
  version: 1,
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

/** Data of the checkpoint within the third epoch: all but its header. */
function dataBytes(best?: RunState['best']): number {
  const bytes = encodeState(
    config,
    { classes: [] },
    {
      network: Network.create(SIZES, 1),
      position: { epoch: 3, done: 5 },
      history: [],
      ...(best && { best }),
      progress: { losses: new Float32Array(COUNT), predictions: new Uint32Array(COUNT) },
    },
  )
  return bytes.length - 8 - Number(new DataView(bytes.buffer).getBigUint64(0, true))
}

describe('the size of a checkpoint', () => {
  const { parameters } = createArchitecture(SIZES)

  test('counts the weights, and the losses and predictions of an epoch that is begun', () => {
    expect(mostCheckpointBytes(parameters, COUNT, false) - MOST_HEADER).toBe(dataBytes())
  })

  test('counts the weights twice where the best are kept', () => {
    const best = { epoch: 1, valLoss: 1, network: Network.create(SIZES, 2) }
    expect(mostCheckpointBytes(parameters, COUNT, true) - MOST_HEADER).toBe(dataBytes(best))
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
    checkSize({ hidden: [hidden], ...(patience && { patience }) }, { train, test: train })

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
})
