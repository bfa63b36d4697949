import { ACTIVATIONS, UPDATE_RULES } from '@antigrad/core'
import { plane } from '@antigrad/core/lecture'
import { computed, signal } from '@preact/signals'
import { setting } from '../../state/address.js'
import { type Codec, number, oneOf, whole } from '../../state/codec.js'
import { type Pace, paceCodec } from '../../training/pace.js'
import { MOST_POINTS, onGrid, planePoints } from './own-points.js'
import { classesOf, type Rule, type RunSettings, type Source } from './run-settings.js'

type PlanePoint = plane.PlanePoint

/** Core's sets of points; `own` is what the user drew or pasted. */
export const SETS = [...(Object.keys(plane.PLANE_SETS) as plane.PlaneSetName[]), 'own'] as const
export type SetName = (typeof SETS)[number]

/** The heads that tell classes apart. */
export const CLASS_HEADS = ['softmax-cross-entropy', 'sigmoid-cross-entropy', 'squared'] as const

export const MOST_LAYERS = 4
export const MOST_UNITS = 8

const layerSizes: Codec<readonly number[]> = {
  read: (text) => {
    const sizes = text === '' ? [] : text.split('_').map(whole(1, MOST_UNITS).read)
    return sizes.length <= MOST_LAYERS && sizes.every((size) => size !== undefined) ? sizes : undefined
  },
  write: (sizes) => sizes.join('_'),
}

export const set = setting<SetName>('boundary', 'set', oneOf(SETS), 'circle')
export const noise = setting('boundary', 'noise', number(0, 0.5), 0.05)
export const hidden = setting<readonly number[]>('boundary', 'hidden', layerSizes, [6, 4])
export const activation = setting<(typeof ACTIVATIONS)[number]>(
  'boundary',
  'activation',
  oneOf(ACTIVATIONS),
  'tanh',
)
export const head = setting<(typeof CLASS_HEADS)[number]>(
  'boundary',
  'head',
  oneOf(CLASS_HEADS),
  CLASS_HEADS[0],
)
export const rule = setting<Rule>('boundary', 'rule', oneOf(UPDATE_RULES), 'sgd')
export const learningRate = setting('boundary', 'rate', number(0.001, 10), 0.1)
export const weightDecay = setting('boundary', 'decay', number(0, 0.1), 0)
export const dropout = setting('boundary', 'dropout', number(0, 0.9), 0)
export const batchSize = setting('boundary', 'batch', whole(1, 200), 10)
export const seed = setting('boundary', 'seed', whole(0, 9999), 1)
export const pace = setting<Pace>('boundary', 'pace', paceCodec, 'slow')
const own = setting<readonly PlanePoint[]>('boundary', 'points', planePoints, [])

/** Most steps that an address asks for: some seconds of work. */
export const MOST_STEPS = 1_000_000

/** Steps that the network of the address has taken. After all that decides what a step does. */
export const steps = setting('boundary', 'steps', whole(0, MOST_STEPS), 0)

/** The class that is drawn. */
export const drawnClass = signal(0)

export const source = computed<Source>(() =>
  set.value === 'own' ? { own: own.value } : { set: set.value, noise: noise.value },
)

export const ownPoints = own as { readonly value: readonly PlanePoint[] }

/** What a run is begun with. */
export const runSettings = computed<RunSettings>(() => ({
  source: source.value,
  hidden: hidden.value,
  activation: activation.value,
  head: head.value,
  rule: rule.value,
  learningRate: learningRate.value,
  weightDecay: weightDecay.value,
  dropout: dropout.value,
  batchSize: batchSize.value,
  seed: seed.value,
}))

export const classes = computed(() => classesOf(source.value))

/** Adds points that were drawn. The first ones on a set begin a paper of one's own. */
export function drawPoints(points: readonly PlanePoint[]): void {
  setOwnPoints([...(set.value === 'own' ? own.value : []), ...points.map(onGrid)])
}

/** Puts points in the place of all others. */
export function setOwnPoints(points: readonly PlanePoint[]): void {
  own.value = points.slice(-MOST_POINTS)
  set.value = 'own'
}

export function setUnits(layer: number, units: number): void {
  hidden.value = hidden.value.map((size, l) =>
    l === layer ? Math.min(MOST_UNITS, Math.max(1, units)) : size,
  )
}

/** Adds a layer of as many units as the last before the outputs has, or takes it away. */
export function setLayers(count: number): void {
  const sizes = hidden.value
  const more = Array.from({ length: Math.max(0, count - sizes.length) }, () => sizes.at(-1) ?? 4)
  hidden.value = [...sizes.slice(0, count), ...more].slice(0, MOST_LAYERS)
}
