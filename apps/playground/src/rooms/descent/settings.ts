import { descent } from '@antigrad/core/lecture'
import { computed } from '@preact/signals'
import { setting } from '../../state/address.js'
import { number, numbers, oneOf, whole } from '../../state/codec.js'

export const LEAST_RATE = 0.0002
export const MOST_RATE = 2

/** Most steps of a path. */
export const MOST_STEPS = 2000

/** The names of core's landscapes, in the order in which they are offered. */
export const NAMES = ['valley', 'saddle', 'minima', 'rosenbrock', 'parabola', 'hills'] as const
export type LandscapeName = (typeof NAMES)[number]

export const name = setting<LandscapeName>('descent', 'surface', oneOf(NAMES), 'valley')
const chosenStart = setting('descent', 'start', numbers(-100, 100, 2), [])
const chosenRate = setting('descent', 'rate', number(0, MOST_RATE), 0)
/** Steps a second while it runs. */
export const speed = setting('descent', 'speed', whole(1, 60), 10)
export const steps = setting('descent', 'steps', whole(0, MOST_STEPS), 0)

export const landscape = computed<descent.Landscape>(() => {
  const found = descent.LANDSCAPES.find((one) => one.name === name.value)
  if (!found) throw new Error(`core has no landscape ${name.value}`)
  return found
})

/** Where the ball is put at first: one number or two. */
export const start = computed<descent.Point>(() =>
  chosenStart.value.length === landscape.value.window.length ? chosenStart.value : landscape.value.start,
)

/** η: as chosen, or what shows the landscape well. */
export const rate = computed(() => chosenRate.value || landscape.value.learningRate)

export function chooseRate(chosen: number): void {
  chosenRate.value = chosen
}

export function chooseLandscape(chosen: LandscapeName): void {
  name.value = chosen
  chosenStart.value = []
  chosenRate.value = 0
  steps.value = 0
}

/** Puts the ball anywhere. */
export function putBall(at: descent.Point): void {
  chosenStart.value = at.map((coordinate) => Number(coordinate.toFixed(3)))
  steps.value = 0
}
