import {
  Diverged,
  type EpochResult,
  type Evaluation,
  type Network,
  Trainer,
  type TrainingOptions,
  WorkerLost,
} from '@antigrad/core'
import { Orders } from '@antigrad/core/internal'
import { ParallelTrainer, type RankGroup } from '@antigrad/parallel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EPOCHS, recipes } from './random-recipe.js'
import { FORMS, hashOf, randomDataset, runs } from './random-run.js'
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
  groups: readonly RankGroup[],
  workers: number,
  act: (trainer: ParallelTrainer, rank: number) => Promise<Result>,
): Promise<Result[]> {
  const trainers = await Promise.all(groups.map((group) => ParallelTrainer.start({ ...run, workers, group })))
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
  const counts = [1, 2, 3, 4, 5, 8].flatMap((ranks) => [1, 2].map((workers) => [ranks, workers] as const))
  test.each(counts)('%i ranks of %i threads', async (ranks, workers) => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => {
        const expected = alone(run)
        for (const found of await together(run, threadRanks(ranks), workers, wholeRun))
          expect(found).toEqual(expected)
      }),
      asserting(1),
    )
  })
})

/** What a checkpoint keeps of a run that has paused. */
function kept(trainer: ParallelTrainer) {
  const { network, average, states, position, progress } = trainer
  return {
    position,
    options: {
      parameters: network.parameters,
      ...(states.length > 0 && { states }),
      ...(average && { averageParameters: average.parameters }),
    },
    progress: { losses: progress.losses.slice(), predictions: progress.predictions.slice() },
  }
}

test('a pause that one rank asks for is one of all; others go on from there as if nothing had been', async () => {
  const sizes = fc.constantFrom(1, 2, 3)
  const several = anyRun.filter(({ dataset, batchSize }) => dataset.train.count > 2 * batchSize)
  await fc.assert(
    fc.asyncProperty(several, sizes, sizes, async (run, first, then) => {
      const expected = alone(run)
      const paused = await together(run, threadRanks(first + 1), 1, async (trainer, rank) => {
        if (rank === 1) trainer.pause(7)
        expect(await trainer.epoch()).toBeUndefined()
        expect(trainer.pausedFor).toBe(7)
        return kept(trainer)
      })
      const [{ options, position, progress }] = paused
      expect(position).toEqual({ epoch: 1, done: run.batchSize })
      for (const other of paused) expect(other).toEqual(paused[0])
      const ended = await together({ ...run, ...options }, threadRanks(then), 2, async (trainer) => {
        trainer.seek(position)
        trainer.progress.losses.set(progress.losses)
        trainer.progress.predictions.set(progress.predictions)
        return wholeRun(trainer)
      })
      for (const found of ended) expect(found).toEqual(expected)
    }),
    asserting(3),
  )
})

test('a loss that is not finite on one rank alone ends the step on all, before any weight has changed', async () => {
  const dataset = randomDataset('regression', 400, 5, 2, 1)
  // The rows of the last rank alone: those of the first block are finite.
  const order = new Uint32Array(dataset.count)
  new Orders(3).fill(order, 1)
  dataset.features.fill(3e38, 5 * order[399], 5 * (order[399] + 1))
  const run = {
    dataset: { train: dataset, test: dataset },
    hidden: [{ units: 6, activation: 'leaky-relu' as const }],
    head: 'linear-squared' as const,
    batchSize: 400,
    learningRate: 0.1,
    seed: 3,
  }
  const sequential = new Trainer(run)
  expect(() => sequential.epoch()).toThrow(Diverged)
  const ended = await together(run, threadRanks(4), 1, async (trainer) => {
    const reason = await trainer.epoch().catch((error: unknown) => error)
    return { reason, hash: hashOf(trainer.network) }
  })
  for (const { reason, hash } of ended) {
    expect(reason).toBeInstanceOf(Diverged)
    expect(hash).toBe(hashOf(sequential.network))
  }
})

test.each([
  ['none', [], 3],
  ['the last', [3], 2],
  ['all but the second', [3, 1], 1],
])('of frozen layers nothing is exchanged: %s', async (_, freeze, trained) => {
  const dataset = randomDataset('floats', 600, 20, 3, 1)
  const run = {
    dataset: { train: dataset, test: dataset },
    hidden: [8, 6],
    batchSize: 300,
    learningRate: 0.1,
    seed: 3,
    freeze,
  }
  const sequential = new Trainer(run)
  sequential.epoch()
  const sums = new Int32Array(new SharedArrayBuffer(4))
  const hashes = await together(run, threadRanks(2, sums), 2, async (trainer) => {
    await trainer.epoch()
    return hashOf(trainer.network)
  })
  expect(hashes).toEqual(Array(2).fill(hashOf(sequential.network)))
  expect(sums[0]).toBe(2 * trained)
})

test('where the exchange of a rank is lost, its run ends with the reason', async () => {
  const dataset = randomDataset('sparse', 600, 20, 3, 1)
  const run = {
    dataset: { train: dataset, test: dataset },
    hidden: [6],
    batchSize: 300,
    learningRate: 0.1,
    seed: 3,
  }
  const [group, other] = threadRanks(2)
  const gone = new WorkerLost('rank 1 was lost')
  let lose: () => void = () => {}
  const losing: RankGroup = {
    ...group,
    open: async (task) => ({
      ...(await group.open(task)),
      lost: new Promise((_, reject) => {
        lose = () => reject(gone)
      }),
    }),
  }
  const [trainer, idle] = await Promise.all([
    ParallelTrainer.start({ ...run, workers: 2, group: losing }),
    ParallelTrainer.start({ ...run, workers: 1, group: other }),
  ])
  try {
    // The other never comes to its first step.
    const ended = expect(trainer.epoch()).rejects.toBe(gone)
    lose()
    await ended
  } finally {
    await Promise.all([trainer.close(), idle.close()])
  }
})
