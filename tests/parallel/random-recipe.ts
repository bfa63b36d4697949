import {
  ACTIVATIONS,
  adam,
  adamw,
  constant,
  cosine,
  type Dataset,
  Diverged,
  exponentialDecay,
  HEADS,
  type Head,
  momentum,
  nesterov,
  oneCycle,
  rmsprop,
  sgd,
  stepDecay,
  Trainer,
  type TrainingOptions,
} from '@antigrad/core'
import fc from 'fast-check'
import { FORMS, type Rows, runs, SMALL } from './random-run.js'

/** Epochs of a random recipe. */
export const EPOCHS = 2

const part = fc.constantFrom(0, 0, 0.2, 0.5)

const rules = fc.constantFrom(
  sgd(),
  sgd({ weightDecay: 0.01 }),
  momentum(),
  nesterov({ weightDecay: 0.001 }),
  rmsprop(),
  adam({ weightDecay: 0.01 }),
  adamw(),
)

const schedules = fc.constantFrom(
  constant(),
  stepDecay({ every: 1 }),
  exponentialDecay({ gamma: 0.9 }),
  cosine({ warmup: 3 }),
  oneCycle(),
)

/** Whether the weights stay finite; of runs whose do not, diverged.test.ts has what is promised. */
function converges(run: TrainingOptions): boolean {
  try {
    const trainer = new Trainer(run)
    for (let epoch = 0; epoch < EPOCHS; epoch++) trainer.epoch()
    return true
  } catch (error) {
    if (error instanceof Diverged) return false
    throw error
  }
}

/** A run of networks of today: any activations, head, rule, schedule, and whatever else a step may do. */
export function recipes(rows: Rows = SMALL): fc.Arbitrary<TrainingOptions> {
  return anyRecipes(rows).filter(converges)
}

function anyRecipes(rows: Rows): fc.Arbitrary<TrainingOptions> {
  return fc.constantFrom(...FORMS).chain((form) =>
    fc
      .record({
        run: runs(form, rows),
        activations: fc.array(fc.constantFrom(...ACTIVATIONS), { minLength: 3, maxLength: 3 }),
        dropout: fc.array(part, { minLength: 3, maxLength: 3 }),
        head: fc.constantFrom(...HEADS),
        update: rules,
        schedule: schedules,
        inputDropout: part,
        clips: fc.boolean(),
        smooths: fc.boolean(),
        weighs: fc.constantFrom('no', 'balanced', 'examples'),
        averages: fc.boolean(),
        frozen: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      })
      .map(({ run, activations, dropout, head, clips, smooths, weighs, averages, frozen, ...rest }) => {
        const { train, test } = run.dataset
        const classes = train.labels !== undefined
        const recipe = {
          ...run,
          ...rest,
          hidden: run.hidden.map((units, l) => ({
            units: typeof units === 'number' ? units : units.units,
            activation: activations[l],
            dropout: dropout[l],
          })),
          head: fitting(head, classes),
          learningRate: 0.01,
          epochs: EPOCHS,
          dataset: { train: weighs === 'examples' ? weighed(train) : train, test },
          ...(clips && { clipNorm: 0.1 }),
          ...(smooths && classes && { labelSmoothing: 0.1 }),
          ...(weighs === 'balanced' && classes && { classWeights: 'balanced' as const }),
          ...(averages && { averageDecay: 0.9 }),
          // The last layer is always trained; in half of the runs any others keep their weights.
          ...(frozen[0] && { freeze: run.hidden.flatMap((_, l) => (frozen[l + 1] ? [] : [l + 1])) }),
        }
        // Without its examples, which the seed gives.
        return Object.assign(recipe, {
          [fc.toStringMethod]: () => JSON.stringify({ ...recipe, dataset: form }),
        })
      }),
  )
}

function fitting(head: Head, classes: boolean): Head {
  return head === 'softmax-cross-entropy' && !classes ? 'huber' : head
}

function weighed(dataset: Dataset): Dataset {
  return { ...dataset, weights: Float32Array.from({ length: dataset.count }, (_, n) => 0.5 + (n % 3)) }
}
