// The numbers below are what the program computes, on every machine. After a change that is meant to change
// them they are recorded anew by
//
//     npx --yes pnpm@12.21.0 exec vitest run tests/golden -u
//
// and `ARITHMETIC` goes up by one (packages/core/src/files/arithmetic.ts).
//
// The textbook says in float64 that they are right to the precision of float32.
import { createHash } from 'node:crypto'
import { ARITHMETIC, type Dataset, Network, type SplitDataset, weightBytes } from '@antigrad/core'
import {
  allocateShared,
  allocateSingleThread,
  Computation,
  type Kernels,
  kernelsOver,
  Orders,
  planTraining,
  prepareWorkspace,
  recipeOf,
  Steps,
  step,
  wholeSlice,
  wholeSorted,
} from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'
import { loadWideKernels } from '@antigrad/core/wide'
import { openDataset } from '@antigrad/data'
import { beforeAll, describe, expect, test } from 'vitest'

const STEPS = 10
const SEED = 1

let digits: SplitDataset
beforeAll(async () => {
  digits = await openDataset('mnist', { seed: SEED })
})

interface Case {
  readonly hidden: readonly number[]
  readonly batchSize: number
  readonly learningRate: number
}

/** The mean loss of each of ten steps on digits, and the weights after them. */
function tenSteps({ hidden, batchSize, learningRate }: Case, kernels: Kernels['name']) {
  const options = { dataset: digits, hidden, batchSize, learningRate, seed: SEED }
  const plan = planTraining(options)
  const { memory, views } = allocateShared(kernels, (arena) => allocateSingleThread(arena, plan))
  const { workspace, scratch } = views
  prepareWorkspace(workspace, options)
  const computation = new Computation(workspace, kernelsOver(memory, kernels), scratch)
  const { architecture, parameters, orders, train } = workspace
  new Orders(SEED).fill(orders[0], 1)
  const whole = wholeSlice(architecture)
  const sorted = wholeSorted(architecture, batchSize, scratch.columns)
  const steps = new Steps(recipeOf(options), workspace, scratch)
  const losses = Array.from({ length: STEPS }, (_, n) => {
    const minibatch = { order: orders[0], first: n * batchSize, count: batchSize, epoch: 1 }
    return step({ computation, steps, slice: whole, sorted }, train, minibatch) / batchSize
  })
  const weights = createHash('sha256').update(weightBytes(architecture, parameters)).digest('hex')
  return { losses, weights }
}

/** The same ten steps by hand, in float64. */
function byHand({ hidden, batchSize, learningRate }: Case): number[] {
  const { train } = digits
  const order = new Uint32Array(train.count)
  new Orders(SEED).fill(order, 1)
  let network = textbook.fromNetwork(Network.create([train.inputs, ...hidden, train.outputs], SEED))
  return Array.from({ length: STEPS }, (_, n) => {
    const minibatch = Array.from(order.subarray(n * batchSize, (n + 1) * batchSize), (at) =>
      exampleAt(train, at),
    )
    const losses = minibatch.map(({ input, label }) =>
      textbook.loss(textbook.outputOf(network, input), label),
    )
    network = textbook.step(network, textbook.minibatchGradient(network, minibatch), learningRate, batchSize)
    return losses.reduce((sum, loss) => sum + loss) / batchSize
  })
}

function exampleAt({ features, labels, inputs, outputs }: Dataset, n: number) {
  return {
    input: Float64Array.from(features.subarray(n * inputs, (n + 1) * inputs), (byte) => byte / 255),
    label: Float64Array.from({ length: outputs }, (_, j) => (labels?.[n] === j ? 1 : 0)),
  }
}

function check(ofCase: Case) {
  const found = tenSteps(ofCase, 'simd')
  expect(tenSteps(ofCase, 'plain')).toEqual(found)
  loadWideKernels()
  expect(tenSteps(ofCase, 'wide')).toEqual(found)
  for (const [n, loss] of byHand(ofCase).entries()) {
    expect(Math.abs(found.losses[n] - loss), `step ${n}`).toBeLessThan(2e-6 * loss)
  }
  return { arithmetic: ARITHMETIC, ...found }
}

describe('ten steps on digits', () => {
  test('784-30-10, minibatches of 10, η = 3', () => {
    expect(check({ hidden: [30], batchSize: 10, learningRate: 3 })).toMatchInlineSnapshot(`
      {
        "arithmetic": 3,
        "losses": [
          1.4745351791381835,
          0.4519827842712402,
          0.44828453063964846,
          0.47986493110656736,
          0.45165839195251467,
          0.48132662773132323,
          0.4548708438873291,
          0.4362508296966553,
          0.453395414352417,
          0.4664127826690674,
        ],
        "weights": "b11b5fc161af532fdebce70f7d782baad1f3d1501112bff479a22a058907398f",
      }
    `)
  })

  test('784-10, minibatches of 32, η = 0.5', () => {
    expect(check({ hidden: [], batchSize: 32, learningRate: 0.5 })).toMatchInlineSnapshot(`
      {
        "arithmetic": 3,
        "losses": [
          1.160111904144287,
          0.4852498173713684,
          0.4491890072822571,
          0.43202775716781616,
          0.4207683503627777,
          0.42767253518104553,
          0.4566446840763092,
          0.40507471561431885,
          0.4029305875301361,
          0.38984543085098267,
        ],
        "weights": "edb8dbebfeea0bf3fbbe4477e97d0871cd855d71bbc66fcfcfcb8be5ada53bb6",
      }
    `)
  })

  test('784-40-20-10, minibatches of 7, η = 1', () => {
    expect(check({ hidden: [40, 20], batchSize: 7, learningRate: 1 })).toMatchInlineSnapshot(`
      {
        "arithmetic": 3,
        "losses": [
          1.4256723948887415,
          0.8026510647365025,
          0.6126745087759835,
          0.5257904529571533,
          0.5050555297306606,
          0.5016327244894845,
          0.46459548813956125,
          0.4774447168622698,
          0.45201567241123747,
          0.45184768949236187,
        ],
        "weights": "6f5e754222e80e444213d0f943db4aefee543117a2cccbb1e1c7c31a584f00f1",
      }
    `)
  })
})
