import { describe, expect, test } from 'vitest'
import { Tuner } from './tuner.js'

const BATCH = 10

/** A machine on which a step of so many workers takes so many milliseconds at some time. */
type Machine = (workers: number, time: number) => number

/** Trains on a made machine until `end`, in milliseconds. Returns the time that each number of workers took, and the decisions. */
function run(tuner: Tuner, clock: { time: number }, machine: Machine, end: number) {
  const spent = new Map<number, number>()
  const decided: number[] = []
  let examples = 0
  let active = tuner.workers
  tuner.begin()
  while (clock.time < end) {
    // A change takes effect after one more step.
    const next = tuner.workers
    const took = machine(active, clock.time)
    clock.time += took
    spent.set(active, (spent.get(active) ?? 0) + took)
    examples += BATCH
    tuner.step(BATCH)
    if (tuner.takeDecision()) decided.push(tuner.workers)
    active = next
  }
  tuner.end()
  return { spent, decided, rate: examples / end }
}

function trained(counts: readonly number[], machine: Machine, end: number) {
  const clock = { time: 0 }
  return run(new Tuner(counts, () => clock.time), clock, machine, end)
}

/** How much of a run each number had. */
function share({ spent }: ReturnType<typeof run>, workers: number): number {
  const all = [...spent.values()].reduce((sum, time) => sum + time, 0)
  return (spent.get(workers) ?? 0) / all
}

describe('Tuner', () => {
  test('stays with all where they are faster, and tries one for a few milliseconds', () => {
    const all = trained([1, 2], (workers) => 0.05 / workers ** 0.7, 1000)
    expect(all.decided).toEqual([2])
    expect(share(all, 1)).toBeGreaterThan(0.003)
    expect(share(all, 1)).toBeLessThan(0.02)
  })

  test('takes one where it is faster, and tries all seldom', () => {
    const one = trained([1, 2], (workers) => (workers === 1 ? 0.05 : 0.4), 5000)
    expect(one.decided).toEqual([1])
    expect(share(one, 1)).toBeGreaterThan(0.96)
  })

  test('all that stand still now and then are no faster than one', () => {
    // Nothing for 4 of 8 milliseconds.
    const stalls: Machine = (workers, time) =>
      workers === 1 ? 0.05 : 0.03 + (time % 8 < 4 ? 0 : 8 - (time % 8))
    expect(share(trained([1, 2], stalls, 5000), 1)).toBeGreaterThan(0.9)
  })

  test('all that are slow while a worker comes back after a trial are not given up for it', () => {
    let alone = 0
    const rejoins: Machine = (workers, time) => {
      if (workers === 1) alone = time
      const isSharingCore = workers === 2 && alone > 0 && time - alone < 48
      return workers === 1 ? 0.05 : isSharingCore ? 0.09 : 0.03
    }
    expect(trained([1, 2], rejoins, 1000).decided).toEqual([2])
  })

  test('all that are slow while engines compile are not given up for it', () => {
    let alone = 0
    // As measured: 95,000 examples/s of two, 150,000 of one; later 340,000 and 215,000.
    const compiles: Machine = (workers, time) => {
      if (workers === 1) alone = time
      if (time < 250) return workers === 1 ? 0.067 : 0.105
      const isSharingCore = workers === 2 && alone > 0 && time - alone < 48
      return workers === 1 ? 0.047 : isSharingCore ? 0.09 : 0.029
    }
    expect(trained([1, 2], compiles, 1000).decided.at(-1)).toBe(2)
    expect(share(trained([1, 2], compiles, 1000), 1)).toBeLessThan(0.05)
  })

  test('notices a neighbour that comes, and one that goes', () => {
    const clock = { time: 0 }
    const tuner = new Tuner([1, 2], () => clock.time)
    const quiet: Machine = (workers) => 0.05 / workers ** 0.7
    const busy: Machine = (workers) => (workers === 1 ? 0.05 : 0.3)
    expect(run(tuner, clock, quiet, 500).decided).toEqual([2])
    const { decided, spent } = run(tuner, clock, busy, 3000)
    expect(decided).toEqual([1])
    expect(spent.get(2)).toBeLessThan(300)
    const after = run(tuner, clock, quiet, 9000)
    expect(after.decided).toEqual([2])
    expect(after.spent.get(1)).toBeLessThan(2100)
  })

  test('a machine that is slower for all is no reason to change', () => {
    const clock = { time: 0 }
    const tuner = new Tuner([1, 2], () => clock.time)
    const slow =
      (times: number): Machine =>
      (workers) =>
        (times * 0.05) / workers ** 0.7
    expect(run(tuner, clock, slow(1), 500).decided).toEqual([2])
    const { decided, spent } = run(tuner, clock, slow(2), 2000)
    expect(decided).toEqual([])
    expect(spent.get(1)).toBeLessThan(50)
  })

  test('goes down by halves to where it is fastest, and no further', () => {
    const best =
      (fastest: number): Machine =>
      (workers) =>
        0.02 + 0.05 * Math.abs(Math.log2(workers / fastest))
    for (const workers of [1, 4, 8]) {
      const { decided } = trained([1, 4, 8], best(workers), 3000)
      expect(decided.at(-1)).toBe(workers)
    }
  })

  test('steps of seconds are worth no trial before long', () => {
    const large: Machine = (workers) => 1000 / workers
    expect(share(trained([1, 2], large, 40_000), 2)).toBe(1)
    expect(share(trained([1, 2], large, 200_000), 2)).toBeGreaterThan(0.9)
  })

  test('goes on from one call to the next where epochs are shorter than it looks', () => {
    const clock = { time: 0 }
    const tuner = new Tuner([1, 2], () => clock.time)
    const decided: number[] = []
    for (let epoch = 0; epoch < 500; epoch++) {
      decided.push(...run(tuner, clock, (workers) => (workers === 1 ? 0.05 : 0.4), clock.time + 1).decided)
      // Between epochs nobody trains.
      clock.time += 100
    }
    expect(decided).toEqual([1])
  })

  test('one number leaves nothing to measure', () => {
    const { decided } = trained([3], () => 1, 1000)
    expect(decided).toEqual([])
  })
})
