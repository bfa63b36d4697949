import { textbook } from '@antigrad/core'
import { computed, signal, untracked } from '@preact/signals'
import { begin, rate, speed, surface, whenBegun } from './settings.js'

/** A place the ball was at. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly value: number
  /** ∇f there. */
  readonly gradient: readonly [number, number]
}

export type Verdict = 'begun' | 'creeping' | 'converging' | 'oscillating' | 'diverging' | 'arrived'

/** Most places that are kept of a path. */
const MOST_PLACES = 3000

/** Farther away than this nothing is to be seen. */
const FAR = 1e6

export const path = signal<readonly Place[]>([])
export const running = signal(false)

/** Where the ball is. */
export const here = computed<Place>(() => path.value.at(-1) ?? placeAt(...begin.value))

/** How it goes, judged by the last steps. */
export const verdict = computed<Verdict>(() => judge(path.value))

whenBegun(() => untracked(reset))

/** Puts the ball back to where it began. */
export function reset(): void {
  path.value = [placeAt(...begin.value)]
}

/** x ← x − η ∇f(x). */
export function stepOnce(): void {
  const { x, y, gradient } = here.value
  if (verdict.value === 'diverging' && Math.abs(here.value.value) > FAR) {
    running.value = false
    return
  }
  const downhill = textbook.scale(rate.value, Float64Array.from(gradient))
  const [nextX, nextY] = textbook.subtract(Float64Array.of(x, y), downhill)
  path.value = [...path.value.slice(-MOST_PLACES), placeAt(nextX, nextY)]
  if (verdict.value === 'arrived') running.value = false
}

/** Steps at the speed chosen until it is told to pause, or has arrived. */
export function run(): void {
  if (running.value) return
  running.value = true
  let before = performance.now()
  let owed = 1
  const turn = (now: number) => {
    if (!running.value) return
    owed += ((now - before) / 1000) * speed.value
    before = now
    for (; owed >= 1 && running.value; owed--) stepOnce()
    requestAnimationFrame(turn)
  }
  requestAnimationFrame(turn)
}

export function pause(): void {
  running.value = false
}

function placeAt(x: number, y: number): Place {
  return { x, y, value: surface.value.value(x, y), gradient: surface.value.gradient(x, y) }
}

function judge(places: readonly Place[]): Verdict {
  const now = places[places.length - 1]
  if (!now || places.length < 2) return 'begun'
  if (!Number.isFinite(now.value) || now.value > FAR) return 'diverging'
  if (Math.hypot(...now.gradient) < 1e-3) return 'arrived'
  const last = places.slice(-7)
  const falls = last.slice(1).map((place, k) => last[k].value - place.value)
  const turns = last.slice(1).map(({ gradient: [x, y] }, k) => {
    const [beforeX, beforeY] = last[k].gradient
    return (x * beforeX + y * beforeY) / (Math.hypot(x, y) * Math.hypot(beforeX, beforeY))
  })
  if (falls.every((fall) => fall < 0)) return 'diverging'
  if (turns.filter((turn) => turn < -0.3).length * 2 >= turns.length) return 'oscillating'
  const steps = last.slice(1).map(({ x, y }, k) => Math.hypot(x - last[k].x, y - last[k].y))
  return steps[steps.length - 1] < 0.012 ? 'creeping' : 'converging'
}
