import {
  type EpochResult,
  type Evaluation,
  type Network,
  Trainer,
  type TrainingOptions,
} from '@antigrad/core'
import { ParallelTrainer } from '@antigrad/parallel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EPOCHS, recipes } from './random-recipe.js'
import { FORMS, hashOf, runs } from './random-run.js'
import { threadRanks } from './thread-ranks.js'

/** Minibatches of one block, and of several; the last of an epoch often has fewer. */
const ROWS = {
  batchSize: fc.oneof(fc.integer({ min: 1, max: 128 }), fc.integer({ min: 129, max: 700 })),
  trained: fc.integer({ min: 1, max: 900 }),
}

/** What is left of some epochs. */
interface Left {
  readonly weights: string
  readonly average: string | undefined
  readonly states: Float32Array[]
  readonly results: (EpochResult | undefined)[]
  readonly evaluation: Evaluation
}

function left(
  trainer: { network: Network; average: Network | undefined; states: Float32Array[] },
  results: (EpochResult | undefined)[],
  evaluation: Evaluation,
): Left {
  const { network, average, states } = trainer
  return { weights: hashOf(network), average: average && hashOf(average), states, results, evaluation }
}

function alone(run: TrainingOptions): Left {
  const trainer = new Trainer(run)
  const results = Array.from({ length: EPOCHS }, () => trainer.epoch())
  return left(trainer, results, trainer.evaluate())
}

/** Starts a trainer for each rank, and has each do the same. */
async function together<Result>(
  run: TrainingOptions,
  ranks: number,
  workers: number,
  act: (trainer: ParallelTrainer, rank: number) => Promise<Result>,
): Promise<Result[]> {
  const trainers = await Promise.all(
    threadRanks(ranks).map((group) => ParallelTrainer.start({ ...run, workers, group })),
  )
  try {
    return await Promise.all(trainers.map(act))
  } finally {
    await Promise.all(trainers.map((trainer) => trainer.close()))
  }
}

async function wholeRun(trainer: ParallelTrainer): Promise<Left> {
  const results = []
  for (let epoch = 0; epoch < EPOCHS; epoch++) results.push(await trainer.epoch())
  return left(trainer, results, await trainer.evaluate())
}

/** A run of the lecture's networks or of those of today, named without its examples, which the seed gives. */
const anyRun = fc.oneof(
  recipes(ROWS),
  fc
    .constantFrom(...FORMS)
    .chain((form) =>
      runs(form, ROWS).map((run) =>
        Object.assign(run, { [fc.toStringMethod]: () => JSON.stringify({ ...run, dataset: form }) }),
      ),
    ),
)

/** Each failure names its run; to make it smaller takes more time than to look at it. */
const asserting = (numRuns: number) => ({ numRuns, endOnFailure: true })

describe('several ranks have the bits of one thread', () => {
  test.each([
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
    [3, 1],
    [3, 2],
    [4, 1],
    [4, 2],
    [5, 1],
    [5, 2],
    [8, 1],
    [8, 2],
  ])('%i ranks of %i threads', async (ranks, workers) => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => {
        const expected = alone(run)
        for (const found of await together(run, ranks, workers, wholeRun)) expect(found).toEqual(expected)
      }),
      asserting(2),
    )
  })
})
