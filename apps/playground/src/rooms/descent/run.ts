import { descent } from '@antigrad/core/lecture'
import { computed, signal } from '@preact/signals'
import { landscape, MOST_STEPS, rate, speed, start, steps } from './settings.js'

/** The way of the ball, as far as it has gone. */
export const path = computed<descent.DescentPath>(() =>
  descent.descendOn(landscape.value, { start: start.value, learningRate: rate.value, steps: steps.value }),
)

/** What this learning rate does from here, given time: as `antigrad descend` says it. */
export const effect = computed<descent.Effect>(() =>
  descent.effectOf(
    descent.descendOn(landscape.value, {
      start: start.value,
      learningRate: rate.value,
      steps: landscape.value.steps,
    }),
  ),
)

/** Where the ball is. */
export const here = computed<descent.Point>(() => path.value.points[path.value.points.length - 1])

/** Whether there is nowhere to go: it has arrived, it has left for infinity, or its steps are used up. */
export const ended = computed(
  () => path.value.arrival !== undefined || path.value.lost || steps.value >= MOST_STEPS,
)

export const running = signal(false)

export function stepOnce(): void {
  // A path that ended early has fewer points than it was allowed steps.
  steps.value = Math.min(MOST_STEPS, path.value.points.length)
}

/** Steps at the speed chosen until it is told to pause, or has ended. */
export function run(): void {
  if (running.value) return
  if (ended.value) steps.value = 0
  running.value = true
  let before = performance.now()
  let owed = 1
  const turn = (now: number) => {
    if (!running.value) return
    owed += ((now - before) / 1000) * speed.value
    before = now
    for (; owed >= 1 && !ended.value; owed--) stepOnce()
    if (ended.value) running.value = false
    else requestAnimationFrame(turn)
  }
  requestAnimationFrame(turn)
}

export function pause(): void {
  running.value = false
}

export function reset(): void {
  pause()
  steps.value = 0
}
