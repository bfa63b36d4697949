import { computed, effect, signal } from '@preact/signals'
import { setting } from '../../state/address.js'
import { number, numbers, oneOf } from '../../state/codec.js'
import { SURFACE, SURFACES, type SurfaceName } from './surfaces.js'

export const LEAST_RATE = 0.001
export const MOST_RATE = 2

export const name = setting<SurfaceName>('descent', 'surface', oneOf(SURFACES), 'valley')
const start = setting('descent', 'start', numbers(-10, 10, 2), [])
const chosenRate = setting('descent', 'rate', number(0, MOST_RATE), 0)

export const surface = computed(() => SURFACE[name.value])

/** Where the ball is put at first. */
export const begin = computed<readonly [number, number]>(() => {
  const [x, y] = start.value.length === 2 ? start.value : surface.value.start
  return [x, y]
})

/** η: as chosen, or what shows the function well. */
export const rate = computed(() => chosenRate.value || surface.value.rate)

export function chooseRate(chosen: number): void {
  chosenRate.value = chosen
}

export function chooseSurface(chosen: SurfaceName): void {
  name.value = chosen
  start.value = []
  chosenRate.value = 0
}

/** Puts the ball anywhere. */
export function putBall(x: number, y: number): void {
  start.value = [Number(x.toFixed(3)), Number(y.toFixed(3))]
}

/** Steps a second while it runs. */
export const speed = signal(10)

/** Called whenever the ball is put somewhere, or the surface changes. */
export function whenBegun(begun: () => void): () => void {
  return effect(() => {
    surface.value
    begin.value
    begun()
  })
}
