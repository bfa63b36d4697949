import { adam, createRandom, type SplitDataset, Trainer } from '@antigrad/core'
import {
  allocateLit,
  allocateShared,
  allocateSingleThread,
  allocateUpdate,
  bestKernels,
  createEngine,
  kernelsOver,
  planTraining,
  prepareWorkspace,
  setStore,
} from '@antigrad/core/internal'
import { type Turns, timePairs } from '../measure/calls.js'
import type { RegisterLoop } from '../measure/register-loop.js'
import type { DensityCost } from './density.js'

const UNITS = 512
const BATCH_SIZE = 128
const EPOCHS = 3

/** Shares of lit inputs beside those of the trained network. */
const SHARES = [0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 1]

/** What the layer after a ReLU layer takes with so many lit inputs, product and gradient, zeros left out or not. */
export interface ReluCost extends DensityCost {
  /** The hidden layer of the trained network that has as many; from 1. */
  readonly layer?: number
}

/**
 * Trains a network of two ReLU layers and measures what a layer of as many units takes with as many zeros in its inputs as each
 * has, and with other shares of them.
 */
export async function measureRelu(
  dataset: SplitDataset,
  turns: Turns,
  loop: RegisterLoop,
): Promise<ReluCost[]> {
  const trained = trainedShares(dataset).map((lit, l) => ({ lit, layer: l + 1 }))
  const cases = [...trained, ...SHARES.map((lit) => ({ lit }))]
  const costs = await timePairs(
    cases.map(({ lit }) => hiddenLayer(lit)),
    turns,
    loop,
  )
  return costs.map(({ first: dense, second: sparse, ratio }, n) => ({ ...cases[n], sparse, dense, ratio }))
}

/** One minibatch through a hidden layer and back to its weights: with all its inputs, and with the lit ones. */
function hiddenLayer(share: number): readonly [dense: () => void, sparse: () => void] {
  const name = bestKernels()
  const { memory, views } = allocateShared(name, (arena) => ({
    inputs: arena.matrix(BATCH_SIZE, UNITS),
    weights: arena.matrix(UNITS + 1, UNITS),
    out: arena.matrix(BATCH_SIZE, UNITS),
    gradient: arena.matrix(UNITS + 1, UNITS),
    lit: allocateLit(arena, UNITS, BATCH_SIZE, BATCH_SIZE),
    update: allocateUpdate(arena),
  }))
  const { inputs, weights, out, gradient, lit, update } = views
  const random = createRandom(1, 0)
  inputs.values.forEach((_, at, values) => {
    values[at] = random.uniform() < share ? random.uniform() : 0
  })
  weights.values.forEach((_, at, values) => {
    values[at] = random.uniform() - 0.5
  })
  setStore(update)
  const kernels = kernelsOver(memory, name)
  const leftOut = kernels.lit ?? kernels
  const region = { rows: { first: 0, last: BATCH_SIZE }, inputs: { first: 0, last: UNITS } }
  return [
    () => {
      kernels.product(inputs, weights, out, region)
      kernels.gradient(inputs, out, gradient, region, update)
    },
    () => {
      leftOut.product(inputs, weights, out, region, lit)
      leftOut.gradient(inputs, out, gradient, region, update, lit)
    },
  ]
}

/** Of each hidden layer, the share of activations that are not zero, over the first minibatch. */
function trainedShares(dataset: SplitDataset): number[] {
  const hidden = [UNITS, UNITS].map((units) => ({ units, activation: 'relu' as const }))
  const head = 'softmax-cross-entropy' as const
  const options = {
    dataset,
    hidden,
    head,
    update: adam(),
    batchSize: BATCH_SIZE,
    learningRate: 0.001,
    seed: 1,
  }
  const trainer = new Trainer(options)
  for (let epoch = 1; epoch <= EPOCHS; epoch++) trainer.epoch()
  const plan = planTraining(options)
  const { workspace, computation } = createEngine((arena) => allocateSingleThread(arena, plan))
  prepareWorkspace(workspace, { ...options, parameters: trainer.network.parameters })
  computation.forward(
    workspace.train,
    { order: workspace.identity, first: 0, count: BATCH_SIZE },
    0,
    BATCH_SIZE,
  )
  return hidden.map((_, l) => {
    const { values } = workspace.activations[l]
    return values.filter((value) => value !== 0).length / (BATCH_SIZE * UNITS)
  })
}
