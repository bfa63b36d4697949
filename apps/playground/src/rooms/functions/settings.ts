import { createRandom } from '@antigrad/core'
import { computed } from '@preact/signals'
import { setting } from '../../state/address.js'
import { number, numbers, oneOf, whole } from '../../state/codec.js'
import { MOST_POINTS, type Point } from './points.js'
import { FUNCTIONS, TARGETS, type Target } from './targets.js'
import { UNIT, type View, viewOf } from './view.js'

/** `own` is what the user drew or pasted. */
export const SOURCES = [...TARGETS, 'own'] as const
export type Source = (typeof SOURCES)[number]

export const source = setting<Source>('functions', 'target', oneOf(SOURCES), 'sine')
export const noise = setting('functions', 'noise', number(0, 0.5), 0.06)
export const hidden = setting('functions', 'hidden', whole(1, 64), 12)
export const learningRate = setting('functions', 'rate', number(0.05, 20), 2)
export const seed = setting('functions', 'seed', whole(0, 9999), 1)

const own = setting(
  'functions',
  'points',
  numbers(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 2 * MOST_POINTS),
  [],
)

/** Samples that are taken of a target. */
const SAMPLES = 48

/** The user's own points. */
export const ownPoints = computed<readonly Point[]>(() => {
  const list = own.value
  return Array.from({ length: list.length >> 1 }, (_, k) => ({ x: list[2 * k], y: list[2 * k + 1] }))
})

export function setOwnPoints(points: readonly Point[]): void {
  const kept = points.slice(-MOST_POINTS)
  own.value = kept.flatMap(({ x, y }) => [Number(x.toPrecision(4)), Number(y.toPrecision(4))])
}

/** The function that is sought; undefined where only the points are known. */
export const target = computed<((x: number) => number) | undefined>(() =>
  source.value === 'own' ? undefined : FUNCTIONS[source.value as Target],
)

/** What is known of it. */
export const points = computed<readonly Point[]>(() => {
  const f = target.value
  if (!f) return ownPoints.value
  const random = createRandom(seed.value, 9)
  return Array.from({ length: SAMPLES }, (_, k) => {
    const x = UNIT.left + ((k + 0.5) / SAMPLES) * (UNIT.right - UNIT.left)
    return { x, y: f(x) + noise.value * (random.uniform() + random.uniform() - 1) }
  })
})

export const view = computed<View>(() => (target.value ? UNIT : viewOf(points.value)))
