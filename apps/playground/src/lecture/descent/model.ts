import { descent } from '@antigrad/core/lecture'
import { computed, signal } from '@preact/signals'
import { setting } from '../../state/address.js'
import { number, numbers, oneOf, whole } from '../../state/codec.js'

const PAGE = '3-descent'

export const SURFACES = ['parabola', 'hills', 'valley'] as const
export type SurfaceName = (typeof SURFACES)[number]

/** Most steps of a path. */
const MOST = 200

/** Steps a second while it runs. */
const SPEED = 4

export const surface = setting<SurfaceName>(PAGE, 'surface', oneOf(SURFACES), 'parabola')
const chosenStart = setting(PAGE, 'start', numbers(-10, 10, 2), [])
const chosenRate = setting(PAGE, 'rate', number(0, 2), 0)
export const steps = setting(PAGE, 'steps', whole(0, MOST), 0)

export const landscape = computed(() => {
  const found = descent.LANDSCAPES.find(({ name }) => name === surface.value)
  if (!found) throw new Error(`core has no landscape ${surface.value}`)
  return found
})

export const start = computed<descent.Point>(() =>
  chosenStart.value.length === landscape.value.start.length ? chosenStart.value : landscape.value.start,
)
export const rate = computed(() => chosenRate.value || landscape.value.learningRate)

/** The way so far. */
export const path = computed(() =>
  descent.descendOn(landscape.value, { start: start.value, learningRate: rate.value, steps: steps.value }),
)
export const here = computed(() => path.value.points[path.value.points.length - 1])
export const ended = computed(
  () => path.value.lost || path.value.arrival !== undefined || steps.value >= MOST,
)

/** What the steps so far have shown of the rate: nothing before there are a few. */
export const effect = computed(() =>
  path.value.points.length > 3 || ended.value ? descent.effectOf(path.value) : undefined,
)

export const running = signal(false)
let timer: ReturnType<typeof setInterval> | undefined

export function stepOnce(): void {
  if (!ended.value) steps.value = path.value.points.length
}

export function run(): void {
  if (ended.value) steps.value = 0
  running.value = true
  clearInterval(timer)
  timer = setInterval(() => {
    stepOnce()
    if (ended.value) rest()
  }, 1000 / SPEED)
}

export function rest(): void {
  clearInterval(timer)
  running.value = false
}

export function putBall(at: descent.Point): void {
  rest()
  chosenStart.value = at.map((coordinate) => Number(coordinate.toFixed(3)))
  steps.value = 0
}

export function chooseSurface(name: SurfaceName): void {
  rest()
  surface.value = name
  chosenStart.value = []
  chosenRate.value = 0
  steps.value = 0
}

export function chooseRate(value: number): void {
  chosenRate.value = value
}

export function putBack(): void {
  rest()
  steps.value = 0
}
