import { describe, expect, test } from 'vitest'
import { exchangeSeconds, MachinesModel } from './machines-model.js'
import { StepModel } from './step-model.js'

const shape = { parameters: 110_000, touched: () => 110_000 }
const layers = [100_000, 10_000]

/** A machine that takes a microsecond for an example, half of it for the gradient, and nothing else. */
function machine(): MachinesModel {
  const perExample = 'per example of the shard'
  const alone = new StepModel('slices', shape, [
    { phase: 'forward', name: 'per example of the minibatch ÷ threads', seconds: 1e-6 },
  ])
  const parts = new StepModel('buffers', shape, [
    { phase: 'forward', name: perExample, seconds: 5e-7 },
    { phase: 'gradient', name: perExample, seconds: 5e-7 },
    // What a rank does not do: its branches have buffers of their own, which are added over the network.
    { phase: 'sum', name: 'per parameter', seconds: 1 },
  ])
  return new MachinesModel({ alone, parts, layers, threads: 1 })
}

const network = (gigabits: number, latency: number) => ({
  name: '',
  source: '',
  bitsPerSecond: gigabits * 1e9,
  latency,
})

describe('an exchange', () => {
  test('of many floats sends most of them twice, in as many messages as there are halvings and doublings', () => {
    expect(exchangeSeconds(1e6, 4, network(32, 1e-6))).toBeCloseTo(2 * (2e-6 + 0.75e-3), 9)
  })

  test('of few sends all of them once for each doubling', () => {
    expect(exchangeSeconds(1000, 8, network(32, 1e-6))).toBeCloseTo(3 * (1e-6 + 1e-6), 9)
  })
})

describe('several machines', () => {
  test('share the rows where the network takes no time, and no more than there are blocks', () => {
    const free = network(Number.POSITIVE_INFINITY, 0)
    for (const machines of [1, 2, 4, 8]) {
      expect(machine().seconds(1024, machines, free)).toBeCloseTo(1024e-6 / machines, 9)
    }
    expect(machine().paysUpTo(1024, free)).toBe(8)
    expect(machine().paysUpTo(128, free)).toBe(1)
  })

  test('wait for the first layer, and for the others as far as its gradient does not take as long', () => {
    // 100 µs each way for the first layer, 20 µs for the second, of which 512 rows hide all.
    const found = machine().seconds(1024, 2, network(32, 0))
    expect(found).toBeCloseTo(512e-6 + 100e-6, 9)
    // 128 rows take 64 µs for their gradient, of which 10/11 are the first layer's.
    const hidden = (10 / 11) * 128 * 5e-7
    const slow = machine().seconds(1024, 8, network(0.32, 0)) - 128e-6
    expect(slow).toBeCloseTo(17.5e-3 + 3e-3 - hidden, 9)
  })

  test('do not pay where the network is slow', () => {
    expect(machine().paysUpTo(1024, network(0.1, 1e-3))).toBe(1)
  })
})
