import { createRandom, type Random } from '@antigrad/core'
import { reference, schedules, shuffle } from '@antigrad/core/internal'

/** A run of a small network: what the reference and PyTorch are both given. It is sent as JSON. */
export interface Case {
  /** Names its activation, head and rule, and what else it has. */
  readonly name: string
  readonly layers: readonly { readonly weights: readonly number[][]; readonly biases: readonly number[] }[]
  /** [hidden layers] */
  readonly activations: readonly reference.Activation[]
  readonly objective: {
    readonly head: reference.Head
    readonly labelSmoothing?: number
    readonly classWeights?: readonly number[]
  }
  readonly rule: reference.UpdateRule
  readonly learningRate: number
  readonly schedule: schedules.Schedule
  readonly run: schedules.ScheduledRun
  readonly clipNorm?: number
  /** [rows][units] */
  readonly inputs: readonly number[][]
  readonly labels: readonly number[][]
  /** Sample weights: [rows]. */
  readonly weights?: readonly number[]
  /** What dropout multiplies by: [input and hidden layers][rows][units]. */
  readonly dropout?: readonly number[][][]
  /** The rows of each step. */
  readonly minibatches: readonly number[][]
}

const SIZES = [5, 7, 6, 4]
const ROWS = 40
const BATCH_SIZE = 8
const STEPS_PER_EPOCH = ROWS / BATCH_SIZE
const EPOCHS = 10

/** Rates at which fifty steps change the loss well and no run diverges. */
const RULES: readonly (readonly [reference.UpdateRule, number])[] = [
  [{ name: 'sgd' }, 0.1],
  [{ name: 'momentum', momentum: 0.9 }, 0.02],
  [{ name: 'nesterov', momentum: 0.9 }, 0.02],
  [{ name: 'rmsprop', alpha: 0.99, epsilon: 1e-8 }, 0.002],
  [{ name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }, 0.01],
  [{ name: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 }, 0.01],
]

const SCHEDULES: readonly schedules.Schedule[] = [
  schedules.constant(),
  schedules.stepDecay({ every: 3, gamma: 0.4 }),
  schedules.exponentialDecay({ gamma: 0.8 }),
  schedules.cosine(),
  schedules.cosine({ warmup: 12 }),
  schedules.oneCycle({ pctStart: 0.35, divFactor: 10, finalDivFactor: 100 }),
  schedules.plateau({ factor: 0.3, patience: 1 }),
]

/** Every activation × head × rule, each twice: alone, and with all else that a recipe may have, drawn. */
export function cases(): Case[] {
  return reference.ACTIVATIONS.flatMap((activation, a) =>
    reference.HEADS.flatMap((head, h) =>
      RULES.flatMap(([rule, rate], r) => {
        const seed = (a * reference.HEADS.length + h) * RULES.length + r
        return [
          plainCase(createRandom(seed, 0), activation, head, rule, rate),
          // Neighbours have different schedules, so each schedule comes with each activation, head and rule.
          mixedCase(
            createRandom(seed, 1),
            activation,
            head,
            rule,
            rate,
            SCHEDULES[(a + h + r) % SCHEDULES.length],
          ),
        ]
      }),
    ),
  )
}

const list = <T>(length: number, element: (n: number) => T) => Array.from({ length }, (_, n) => element(n))
const within = (random: Random, bound: number) => bound * (2 * random.uniform() - 1)

function plainCase(
  random: Random,
  activation: reference.Activation,
  head: reference.Head,
  rule: reference.UpdateRule,
  learningRate: number,
): Case {
  const classes = SIZES[SIZES.length - 1]
  const minibatches = list(EPOCHS, () => shuffledRows(random)).flat()
  return {
    name: `${activation} ${head} ${rule.name}`,
    layers: SIZES.slice(1).map((outputs, k) => ({
      weights: list(outputs, () => list(SIZES[k], () => within(random, Math.sqrt(3 / SIZES[k])))),
      biases: list(outputs, () => within(random, 0.5)),
    })),
    activations: SIZES.slice(2).map(() => activation),
    objective: { head },
    rule,
    learningRate,
    schedule: schedules.constant(),
    run: { stepsPerEpoch: STEPS_PER_EPOCH, epochs: EPOCHS },
    inputs: list(ROWS, () => list(SIZES[0], () => within(random, 1.5))),
    labels: list(ROWS, () => randomLabel(random, head, classes)),
    minibatches,
  }
}

function mixedCase(
  random: Random,
  activation: reference.Activation,
  head: reference.Head,
  rule: reference.UpdateRule,
  learningRate: number,
  schedule: schedules.Schedule,
): Case {
  const plain = plainCase(random, activation, head, rule, learningRate)
  const classes = SIZES[SIZES.length - 1]
  const [weighsClasses, weighsSamples, dropsOut] = list(3, () => random.uniform() < 0.5)
  const classWeights = list(classes, () => 0.2 + 3 * random.uniform())
  return {
    ...plain,
    name: [
      `${plain.name}, weight decay, ${schedule.name}, clip`,
      ...(head === 'softmax-cross-entropy' ? ['label smoothing'] : []),
      ...(weighsClasses ? ['class weights'] : []),
      ...(weighsSamples ? ['sample weights'] : []),
      ...(dropsOut ? ['dropout'] : []),
    ].join(', '),
    rule: { ...rule, weightDecay: 0.02 + 0.1 * random.uniform() },
    objective: {
      head,
      ...(head === 'softmax-cross-entropy' ? { labelSmoothing: 0.05 + 0.2 * random.uniform() } : {}),
      ...(weighsClasses ? { classWeights } : {}),
    },
    schedule,
    run: { ...plain.run, validationLosses: validationLosses(random) },
    // Within what gradients have: some are clipped and some are not.
    clipNorm: (0.3 + 0.5 * random.uniform()) * (head === 'squared' ? 0.1 : 1),
    labels: weighsClasses ? list(ROWS, () => oneHot(random, classes)) : plain.labels,
    ...(weighsSamples ? { weights: list(ROWS, () => 0.1 + 2 * random.uniform()) } : {}),
    ...(dropsOut ? { dropout: SIZES.slice(0, -1).map((size) => randomDropout(random, size)) } : {}),
  }
}

/** An epoch: each row once. */
function shuffledRows(random: Random): number[][] {
  const rows = list(ROWS, (n) => n)
  shuffle(rows, random)
  return list(STEPS_PER_EPOCH, (n) => rows.slice(n * BATCH_SIZE, (n + 1) * BATCH_SIZE))
}

function oneHot(random: Random, classes: number): number[] {
  const own = random.integer(classes)
  return list(classes, (j) => (j === own ? 1 : 0))
}

function randomLabel(random: Random, head: reference.Head, classes: number): number[] {
  switch (head) {
    case 'softmax-cross-entropy':
      return oneHot(random, classes)
    case 'sigmoid-cross-entropy':
      return list(classes, () => random.integer(2))
    case 'squared':
      return list(classes, () => random.uniform())
    case 'linear-squared':
    case 'huber':
      return list(classes, () => within(random, 2.5))
  }
}

/** Losses that fall, then hardly: from epoch to epoch by less than counts as better, so the plateau is reached more than once. */
function validationLosses(random: Random): number[] {
  return list(EPOCHS, (epoch) => Math.max(1, 1.6 - 0.3 * epoch) - 3e-5 * (epoch + random.uniform()))
}

/** [rows][units], a third left out */
function randomDropout(random: Random, units: number): number[][] {
  const rate = 1 / 3
  return list(ROWS, () => [
    ...reference.dropoutFactors(
      list(units, () => (random.uniform() < rate ? 0 : 1)),
      rate,
    ),
  ])
}
