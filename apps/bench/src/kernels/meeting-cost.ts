import { availableParallelism } from 'node:os'
import { Arena } from '@antigrad/core/internal'
import { allocateControl } from '@antigrad/parallel'
import { Piscina } from 'piscina'
import { median } from '../statistics.js'
import type { BarrierTask } from './barrier-worker.js'

/** What it costs so many workers to meet, in seconds. */
export interface MeetingCost {
  readonly workers: number
  /** Whether they may spin: not where there are more workers than cores. */
  readonly spins: boolean
  /** A crossing of the barrier. */
  readonly barrier: number
  /** A piscina task for each worker, from the main thread and back. */
  readonly tasks: number
}

const SPINNING_CROSSINGS = 50_000
const SLEEPING_CROSSINGS = 500
const ROUND_TRIPS = 200
const REPEATS = 5

/** Measures the barrier, and a piscina task for each worker, which it stands in for. */
export async function measureMeeting(workers: number): Promise<MeetingCost> {
  const spins = workers <= availableParallelism()
  const pool = new Piscina({
    filename: new URL('./barrier-worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
  })
  const each = <T>(task: T, name: string): Promise<number[]> =>
    Promise.all(Array.from({ length: workers }, () => pool.run(task, { name })))
  try {
    const crossings: number[] = []
    for (let n = 0; n < REPEATS; n++) {
      const task: BarrierTask = {
        words: controlWords(workers),
        workers,
        spins,
        crossings: spins ? SPINNING_CROSSINGS : SLEEPING_CROSSINGS,
      }
      crossings.push(median(await each(task, 'cross')))
    }
    const trips: number[] = []
    for (let n = 0; n < ROUND_TRIPS; n++) {
      const began = performance.now()
      await each(n, 'echo')
      trips.push((performance.now() - began) / 1000)
    }
    return { workers, spins, barrier: median(crossings), tasks: median(trips) }
  } finally {
    await pool.destroy()
  }
}

function controlWords(workers: number): Int32Array {
  const arena = new Arena()
  allocateControl(arena, workers)
  return allocateControl(new Arena(new SharedArrayBuffer(arena.bytes)), workers)
}
