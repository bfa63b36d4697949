import {
  type Activation,
  adam,
  adamw,
  type Head,
  momentum,
  nesterov,
  rmsprop,
  type SplitDataset,
  sgd,
  type TrainingOptions,
  type UPDATE_RULES,
  type UpdateRule,
} from '@antigrad/core'
import { plane } from '@antigrad/core/lecture'

export type Rule = (typeof UPDATE_RULES)[number]

/** Points of each part of a set that is drawn from. */
export const COUNT = 200

/** One of so many points of the user's own is kept for the test. */
const GROUP = 4

/** Fewer points of the user's own than this are all needed to learn from. */
const FEW = 8

/** The points: a set to draw from, or the user's own. */
export type Source =
  | { readonly set: plane.PlaneSetName; readonly noise: number }
  | { readonly own: readonly plane.PlanePoint[] }

/** What a run is decided by. The same settings give the same bits, here and in Node. */
export interface RunSettings {
  readonly source: Source
  /** The units of each hidden layer. */
  readonly hidden: readonly number[]
  readonly activation: Activation
  readonly head: Head
  readonly rule: Rule
  readonly learningRate: number
  readonly weightDecay: number
  readonly dropout: number
  readonly batchSize: number
  readonly seed: number
}

/** The user's own points in two parts. By its number: a point that is added changes nothing for those before. */
export function splitPoints(own: readonly plane.PlanePoint[]): {
  readonly train: readonly plane.PlanePoint[]
  /** None where there are too few to spare any. */
  readonly test: readonly plane.PlanePoint[]
} {
  if (own.length < FEW) return { train: own, test: [] }
  const isTest = (_: plane.PlanePoint, n: number) => n % GROUP === GROUP - 2
  return { train: own.filter((point, n) => !isTest(point, n)), test: own.filter(isTest) }
}

/** How many classes there are: of the user's own points at least two, whichever are drawn. */
export function classesOf(source: Source): number {
  if ('set' in source) return plane.PLANE_SETS[source.set].classes
  return source.own.reduce((most, { label }) => Math.max(most, label + 1), 2)
}

/** Where none are spared for the test it is made with those that are learned from. */
export function datasetOf(source: Source, seed: number): SplitDataset {
  if ('set' in source) return plane.samplePlane({ ...source, count: COUNT, seed })
  const { train, test } = splitPoints(source.own)
  const classes = classesOf(source)
  return {
    train: plane.planeDataset('own points', train, classes),
    test: plane.planeDataset('own points, unseen', test.length > 0 ? test : train, classes),
  }
}

/** What core trains by; `codeOf` writes the same as text. */
export function trainingOptions(settings: RunSettings): TrainingOptions {
  const { source, hidden, activation, dropout, head, batchSize, learningRate, seed } = settings
  return {
    dataset: datasetOf(source, seed),
    hidden: hidden.map((units) => ({ units, activation, dropout })),
    head,
    batchSize,
    learningRate,
    update: updateOf(settings),
    seed,
  }
}

function updateOf({ rule, weightDecay }: RunSettings): UpdateRule {
  const constructors = { sgd, momentum, nesterov, rmsprop, adam, adamw } satisfies Record<Rule, unknown>
  return constructors[rule]({ weightDecay })
}
