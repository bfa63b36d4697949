// A probe that makes workers slow: slow-probe.mjs?seed=N. Now and then a worker stops for up to 3 ms when
// it begins a phase, each at moments of its own, so that the others come to do pieces of its work.
import { createRandom } from '@antigrad/core'

const parameters = new URL(import.meta.url).searchParams
const pause = new Int32Array(new SharedArrayBuffer(4))
const seed = Number(parameters.get('seed'))
let random

export function enter(rank) {
  random ??= createRandom(seed, rank)
  if (random.integer(4) === 0) Atomics.wait(pause, 0, 0, 3 * random.uniform())
}
