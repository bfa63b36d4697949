import { approximation } from '@antigrad/core/lecture'
import { batch, computed } from '@preact/signals'
import type { View } from '../../figures/frame.js'
import { setting } from '../../state/address.js'
import { number, numbers, oneOf, whole } from '../../state/codec.js'
import { type Pace, paceCodec } from '../../training/pace.js'
import { MOST_POINTS, type Point } from './points.js'
import { viewOf, viewOfTarget } from './view.js'

/** Core's targets of one argument; `own` is what the user drew or pasted. */
export const SOURCES = ['sine', 'parabola', 'step', 'sawtooth', 'own'] as const
export type Source = (typeof SOURCES)[number]

export const source = setting<Source>('functions', 'target', oneOf(SOURCES), 'sine')
export const noise = setting('functions', 'noise', number(0, 0.3), 0.03)
export const hidden = setting('functions', 'hidden', whole(1, 64), 12)
export const learningRate = setting('functions', 'rate', number(0.02, 10), 1)
export const seed = setting('functions', 'seed', whole(0, 9999), 1)
export const pace = setting<Pace>('functions', 'pace', paceCodec, 'slow')

const own = setting(
  'functions',
  'points',
  numbers(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 2 * MOST_POINTS),
  [],
)

/** The ends of x and y on the paper that the points were drawn on; empty where they were pasted. */
const drawnOn = setting(
  'functions',
  'paper',
  numbers(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 4),
  [],
)

/** Samples that are taken of a target. */
const SAMPLES = 48

/** The user's own points. */
export const ownPoints = computed<readonly Point[]>(() => {
  const list = own.value
  return Array.from({ length: list.length >> 1 }, (_, k) => ({ x: list[2 * k], y: list[2 * k + 1] }))
})

/** Puts pasted points in the place of all others. */
export function pastePoints(pasted: readonly Point[]): void {
  source.value = 'own'
  drawnOn.value = []
  setOwnPoints(pasted)
}

/** Adds a point that was drawn. The first one on a target begins a function of one's own on the same paper. */
export function drawPoint(point: Point): void {
  const { x, y } = view.value
  const before = source.value === 'own' ? ownPoints.value : []
  batch(() => {
    if (before.length === 0) drawnOn.value = [x.low, x.high, y.low, y.high]
    source.value = 'own'
    setOwnPoints([...before, point])
  })
}

export function setOwnPoints(points: readonly Point[]): void {
  const kept = points.slice(-MOST_POINTS)
  own.value = kept.flatMap(({ x, y }) => [Number(x.toPrecision(4)), Number(y.toPrecision(4))])
}

/** The function that is sought; undefined where only the points are known. */
export const target = computed<approximation.Target | undefined>(() =>
  approximation.TARGETS.find(({ name }) => name === source.value),
)

/** One of so many of the user's own points is kept from the network. */
const GROUP = 4

/** Fewer points than this are all needed to learn from. */
const FEW = 8

/** What is known of the function, and what the network is tested on. */
const parts = computed<{ readonly train: readonly Point[]; readonly unseen: readonly Point[] }>(() => {
  const all = ownPoints.value
  if (target.value) {
    const sought = { ...target.value, noise: noise.value }
    const { train, unseen } = approximation.sampleTarget(sought, SAMPLES, SAMPLES, seed.value)
    return { train: pointsOf(train), unseen: pointsOf(unseen) }
  }
  if (all.length < FEW) return { train: all, unseen: [] }
  // By its number: a point that is added changes nothing for those before.
  const isUnseen = (_: Point, k: number) => k % GROUP === GROUP - 2
  return { train: all.filter((point, k) => !isUnseen(point, k)), unseen: all.filter(isUnseen) }
})

export const points = computed<readonly Point[]>(() => parts.value.train)
export const unseenPoints = computed<readonly Point[]>(() => parts.value.unseen)

function pointsOf({ inputs, outputs }: approximation.Samples): Point[] {
  return Array.from(inputs, (x, k) => ({ x, y: outputs[k] }))
}

export const view = computed<View>(() => {
  if (target.value) return viewOfTarget(target.value)
  const [left, right, bottom, top] = drawnOn.value
  const paper = right > left && top > bottom
  return viewOf(
    ownPoints.value,
    paper ? { x: { low: left, high: right }, y: { low: bottom, high: top } } : undefined,
  )
})
