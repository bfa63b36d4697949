import { Barrier } from '@antigrad/parallel'

/** What a worker of the measurement is sent. */
export interface BarrierTask {
  readonly words: Int32Array
  readonly workers: number
  readonly spins: boolean
  readonly crossings: number
}

/** Crossings before those that count. */
const WARM_UP = 200

/** Crosses the barrier with the others. Returns seconds of a crossing. */
export function cross({ words, workers, spins, crossings }: BarrierTask): number {
  const barrier = new Barrier(words, workers, spins)
  for (let n = 0; n < WARM_UP; n++) barrier.cross()
  const began = performance.now()
  for (let n = 0; n < crossings; n++) barrier.cross()
  return (performance.now() - began) / 1000 / crossings
}

/** Does nothing: what remains is the task's way to the worker and back. */
export function echo(value: number): number {
  return value
}
