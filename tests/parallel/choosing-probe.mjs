// A probe that has other numbers of workers take part between steps, at random: choosing-probe.mjs?seed=N.
import { createRandom } from '@antigrad/core'

const seed = Number(new URL(import.meta.url).searchParams.get('seed'))
let random

export function enter() {}

export function chooseWorkers(counts) {
  random ??= createRandom(seed, 0)
  return counts[random.integer(counts.length)]
}
