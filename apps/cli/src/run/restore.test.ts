import { BadInput, Network } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeState } from './checkpoint.js'
import { arithmeticOf, configFromJson, configToJson, type RunConfig } from './config.js'
import { LECTURE } from './fixtures/lecture.js'
import { keepRecord } from './history.js'
import { decodeState } from './restore.js'
import type { EpochRecord, RunState } from './state.js'

const config: RunConfig = {
  version: 1,
  ...LECTURE,
  data: 'flowers.csv',
  table: { label: ['species'], task: 'classify' },
  fingerprint: `sha256:${'0'.repeat(64)}`,
  valSplit: 0.1,
  patience: 3,
  hidden: [4],
  epochs: 9,
  batchSize: 10,
  learningRate: 0.1,
  seed: 1,
  strategy: 'slices',
  threads: 2,
  arithmetic: 2,
}
const meaning = { classes: ['a', 'b'], image: { width: 3, height: 1 } }
const state: RunState = {
  network: Network.create([3, 4, 2], 1),
  position: { epoch: 3, done: 5 },
  history: [
    { epoch: 1, loss: 0.1 + 0.2, accuracy: 0.5, valLoss: 1 / 3, valAccuracy: 0.25, valMetric: 0.1 + 0.7 },
    { epoch: 2, loss: 1e-9, accuracy: Number.NaN, valLoss: Number.NaN, valAccuracy: Number.NaN },
  ],
  best: { epoch: 1, valLoss: 1 / 3, metric: 0.1 + 0.7, network: Network.create([3, 4, 2], 2) },
  progress: {
    losses: Float32Array.of(1, 2, 3, 4, 5, 6, 7),
    predictions: Float32Array.of(0, 1, 0, 1, 1, 1, 0),
  },
}
const bytes = encoded(state)

function encoded(of: RunState): Uint8Array {
  // No Buffer, whose `slice` is no copy.
  return new Uint8Array(Buffer.concat(encodeState(config, meaning, of)))
}

/** What is refused is refused as bad input, in one line. */
function refuses(read: () => unknown): boolean {
  try {
    read()
    return false
  } catch (error) {
    // Asked of tens of thousands of files: `expect` would take longer than reading them.
    if (!(error instanceof BadInput) || error.message.includes('\n')) throw error
    return true
  }
}

describe('a checkpoint', () => {
  test('gives back what was saved, bit for bit', () => {
    const found = decodeState(bytes, 'file')
    expect(found.config).toEqual(config)
    expect(found).toMatchObject({
      position: state.position,
      history: state.history,
      progress: state.progress,
    })
    expect(found.network.parameters).toEqual(state.network.parameters)
    expect(found.best?.metric).toBe(state.best?.metric)
    expect(found.best?.network.parameters).toEqual(state.best?.network.parameters)
  })

  test('of a run that learns numbers has no predictions, and its losses are not copied', () => {
    const losses = Float32Array.of(1, 2, 3, 4, 5, 6, 7)
    const pieces = encodeState(config, meaning, { ...state, progress: { losses } })
    expect(pieces.filter(({ buffer }) => buffer === losses.buffer)).toHaveLength(1)
    expect(decodeState(Buffer.concat(pieces), 'file').progress).toEqual({ losses })
  })

  test('of a finished run holds the best weights once', () => {
    const { network } = state
    const finished = { network, position: { epoch: 3, done: 0 }, history: state.history }
    const found = decodeState(encoded({ ...finished, best: { epoch: 1, valLoss: 1, network } }), 'file')
    expect(found.best?.network).toBe(found.network)
  })

  test('of a run of very many epochs fits, and keeps what such a run keeps', () => {
    const history: EpochRecord[] = []
    const [loss, accuracy] = [0.1 + 0.2, 1 / 3]
    for (let epoch = 1; epoch <= 200_000; epoch++) {
      keepRecord(history, { epoch, loss, accuracy, valLoss: loss, valAccuracy: accuracy })
    }
    const long = { network: state.network, position: { epoch: 200_001, done: 0 }, history }
    const found = decodeState(encoded(long), 'file')
    expect(found.history).toEqual(history)
    const short = encoded({ ...long, history: history.slice(1) })
    expect(refuses(() => decodeState(short, 'file'))).toBe(true)
  })

  test('with any bit flipped is refused', () => {
    const whole = decodeState(bytes, 'file')
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const flipped = bytes.slice()
      flipped[bit >> 3] ^= 1 << (bit & 7)
      // Only white space of the header may change, to other white space.
      if (!refuses(() => decodeState(flipped, 'file'))) expect(decodeState(flipped, 'file')).toEqual(whole)
    }
  })

  test('cut off anywhere is refused', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(refuses(() => decodeState(bytes.subarray(0, length), 'file'))).toBe(true)
    }
  })
})

describe('a config', () => {
  test('any JSON is a config or bad input', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(...Object.keys(config)),
        fc.boolean(),
        (value, field, whole) => {
          const json = whole ? value : { ...configToJson(config), [field]: value }
          if (refuses(() => configFromJson(json as never, 'config.json'))) return
          expect(configFromJson(json as never, 'config.json')).toBe(json)
        },
      ),
      { numRuns: 10_000 },
    )
  })

  test.each(Object.keys(config))('without %s', (field) => {
    const { [field]: _, ...rest } = configToJson(config)
    const optional = ['table', 'valSplit', 'patience', 'arithmetic', ...Object.keys(LECTURE)].includes(field)
    expect(refuses(() => configFromJson(rest, 'config.json'))).toBe(!optional)
  })

  test('has the first order of sums where it names none', () => {
    const { arithmetic: _, ...older } = config
    expect(arithmeticOf(older)).toBe(1)
    expect(arithmeticOf(config)).toBe(2)
  })

  test.each([0, 1.5, '2', null])('with the order of sums %j is refused', (arithmetic) => {
    const json = { ...configToJson(config), arithmetic }
    expect(() => configFromJson(json, 'config.json')).toThrow(
      `config.json: arithmetic: expected a whole number from 1, found ${JSON.stringify(arithmetic)}`,
    )
  })

  test.each([0, 257])('with %d threads is refused', (threads) => {
    const json = { ...configToJson(config), threads }
    expect(() => configFromJson(json, 'config.json')).toThrow(
      `config.json: threads: expected a whole number from 1 to 256, found ${threads}`,
    )
  })
})
