// A worker that crosses a barrier again and again, and sees to it that nobody passes early.
import { parentPort, workerData } from 'node:worker_threads'
import { Aborted, Barrier } from '@antigrad/parallel'

const { words, counters, workers, rank, spins, jitter, crossings, milliseconds } = workerData

// Without the time-outs of its naps a worker whose wake-up is lost sleeps for ever.
const { wait } = Atomics
Atomics.wait = (words, index, value) => wait(words, index, value)

if (jitter) {
  // A worker that now and then stops for a moment between two operations meets the orders of events that a
  // scheduler brings about once in a million crossings.
  const own = new Int32Array(new SharedArrayBuffer(4))
  for (const name of ['load', 'store', 'add', 'sub', 'notify', 'wait']) {
    const operation = Atomics[name]
    Atomics[name] = (...parts) => {
      if (Math.random() < 0.1) wait(own, 0, 0, Math.random() / 2)
      return operation(...parts)
    }
  }
}

/** int32 words from one counter to the next: each on a cache line of its own. */
const SPACING = 16
const barrier = new Barrier(words, workers, spins)

/** The crossing after which all stop, decided by worker 0 and read by all after the same crossing. */
const end = workers * SPACING
let crossing = 0
let began = Infinity
let early = 0
parentPort.postMessage({ rank, begun: true })
try {
  while (crossing === 0 || counters[end] !== crossing) {
    crossing++
    // Plain stores and loads: what a worker wrote before it arrived must be seen by all after they crossed.
    counters[rank * SPACING] = crossing
    // Worker 0 names the crossing to stop at before it arrives there, so that all read it after it.
    if (
      rank === 0 &&
      (crossing === crossings || (crossing % 32 === 0 && performance.now() - began > milliseconds))
    )
      counters[end] = crossing
    barrier.cross()
    if (crossing === 1) began = performance.now()
    for (let other = 0; other < workers; other++) {
      // The others may have begun the next crossing, but cannot have passed it without this worker.
      const at = counters[other * SPACING]
      if (at !== crossing && at !== crossing + 1) early++
    }
  }
  parentPort.postMessage({ rank, crossing, early })
} catch (error) {
  if (!(error instanceof Aborted)) throw error
  parentPort.postMessage({ rank, released: Number(process.hrtime.bigint()) / 1e6 })
}
