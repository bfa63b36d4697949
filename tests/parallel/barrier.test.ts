import { availableParallelism } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Arena } from '@antigrad/core/internal'
import { abort, allocateControl } from '@antigrad/parallel'
import { describe, expect, test } from 'vitest'

const full = process.env.ANTIGRAD_FAULTS === 'full'
const CROSSINGS = 1_000_000

/** Longer than any run, in milliseconds: a worker that says nothing for so long has lost its wake-up. */
const HANGING = 20_000

const LONGEST = full ? 3_600_000 : 60_000

interface Report {
  readonly rank: number
  readonly begun?: boolean
  readonly crossing?: number
  readonly early?: number
  /** When an aborted worker left, in milliseconds of `process.hrtime`. */
  readonly released?: number
}

/** What workers cross, and for how long: until they have crossed often enough or the time is over. */
interface Crossing {
  readonly workers: number
  /** How many of them come; all unless said otherwise. */
  readonly present?: number
  readonly spins: boolean
  /** Whether they stop for a moment now and then, between any two operations. */
  readonly jitter?: boolean
  readonly crossings: number
  readonly milliseconds: number
}

/** Workers of crossing.mjs, and what they report. */
class Crossers {
  readonly words: Int32Array
  readonly #workers: Worker[]
  readonly #reports: Report[] = []

  constructor({ workers, present = workers, ...how }: Crossing) {
    const control = new Arena()
    allocateControl(control, workers)
    this.words = allocateControl(new Arena(new SharedArrayBuffer(control.bytes)), workers)
    const counters = new Int32Array(new SharedArrayBuffer((workers + 1) * 64))
    this.#workers = Array.from({ length: present }, (_, rank) => {
      const workerData = { ...how, words: this.words, counters, workers, rank }
      const worker = new Worker(new URL('./crossing.mjs', import.meta.url), { workerData })
      worker.on('message', (report: Report) => this.#reports.push(report))
      return worker
    })
  }

  /** What each worker says under `key`. Throws Error where one says nothing for long. */
  async all(key: keyof Report, patience: number): Promise<number[]> {
    const said = () => this.#reports.filter((report) => report[key] !== undefined)
    for (const since = performance.now(); said().length < this.#workers.length; await delay(1)) {
      if (performance.now() - since > patience) {
        const silent = this.#workers.length - said().length
        throw new Error(`${silent} of ${this.#workers.length} workers never came back from the barrier`)
      }
    }
    return said().map((report) => Number(report[key]))
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

describe('no wake-up is lost and nobody passes early', () => {
  const CASES = [2, 3, 4, 8, 16].flatMap((workers) =>
    // More workers than cores do not spin in a run; here some do, to meet other orders of events.
    full || workers <= 2 || workers === 16
      ? [
          { workers, spins: true },
          { workers, spins: false },
        ]
      : [{ workers, spins: workers === 3 }],
  )
  test.each(CASES)(
    '$workers workers, spinning: $spins',
    async ({ workers, spins }) => {
      // All crossings with ANTIGRAD_FAULTS=full, save where more spin than there are cores, which no run does and
      // takes an hour; else for as long as the suite bears.
      const whole = full && !(spins && workers > availableParallelism())
      const milliseconds = whole ? Infinity : full ? 60_000 : workers <= 2 ? 1500 : 700
      const { count, seconds } = await cross({ workers, spins, crossings: CROSSINGS, milliseconds })
      const waiting = spins ? 'spinning' : 'asleep'
      process.stdout.write(`barrier: ${workers} workers crossed ${count} times, ${waiting}, ${seconds} s\n`)
      if (whole) expect(count).toBe(CROSSINGS)
    },
    LONGEST,
  )

  test.each([
    { workers: 2, spins: true },
    { workers: 2, spins: false },
    { workers: 5, spins: false },
  ])(
    '$workers workers that stop now and then, spinning: $spins',
    async ({ workers, spins }) => {
      const milliseconds = full ? 60_000 : 1000
      await cross({ workers, spins, jitter: true, crossings: CROSSINGS, milliseconds })
    },
    LONGEST,
  )
})

/** Crosses, and expects that all crossed as often and nobody early. */
async function cross(crossing: Crossing): Promise<{ count: number; seconds: string }> {
  const crossers = new Crossers(crossing)
  try {
    const began = performance.now()
    const crossings = await crossers.all('crossing', full ? LONGEST : HANGING)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    expect(new Set(crossings).size).toBe(1)
    expect(crossings[0]).toBeGreaterThanOrEqual(32)
    expect(await crossers.all('early', 0)).toEqual(Array(crossing.workers).fill(0))
    return { count: crossings[0], seconds }
  } finally {
    await crossers.end()
  }
}

describe('abort releases everybody within 100 ms', () => {
  test.each([
    { workers: 2, absent: 0, spins: true },
    { workers: 5, absent: 0, spins: false },
    { workers: 2, absent: 1, spins: true },
    { workers: 16, absent: 1, spins: false },
  ])('$workers workers, $absent of whom never come, spinning: $spins', async ({ workers, absent, spins }) => {
    const crossing = {
      workers,
      present: workers - absent,
      spins,
      crossings: Infinity,
      milliseconds: Infinity,
    }
    // A machine that is busy with other things may keep a thread from running, but hardly three times.
    let slowest = Infinity
    for (let attempt = 0; attempt < 3 && slowest > 100; attempt++) slowest = await abortAfter(50, crossing)
    process.stdout.write(`barrier: ${workers - absent} workers released within ${slowest.toFixed(1)} ms\n`)
    expect(slowest).toBeLessThanOrEqual(100)
  })
})

/** Aborts workers that have waited and crossed for some time. Returns when the last was released, in milliseconds. */
async function abortAfter(milliseconds: number, crossing: Crossing): Promise<number> {
  const crossers = new Crossers(crossing)
  try {
    await crossers.all('begun', HANGING)
    await delay(milliseconds)
    const aborted = Number(process.hrtime.bigint()) / 1e6
    abort(crossers.words)
    return Math.max(...(await crossers.all('released', HANGING))) - aborted
  } finally {
    await crossers.end()
  }
}
