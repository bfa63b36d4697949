import { adam, type SplitDataset, Trainer } from '@antigrad/core'
import { allocateSingleThread, createEngine, planTraining, prepareWorkspace } from '@antigrad/core/internal'
import type { Turns } from '../measure/calls.js'
import type { RegisterLoop } from '../measure/register-loop.js'
import { type DensityCost, measureDensities } from './density.js'

const UNITS = 512
const BATCH_SIZE = 128
const EPOCHS = 3

/** A hidden layer of a trained network, and what the next one takes of it. */
export interface ReluCost extends DensityCost {
  /** From 1. */
  readonly layer: number
}

/**
 * Trains a network of two ReLU layers and measures what the layer after each takes with as many zeros as that has, left out
 * or not.
 * The kernels that leave zeros out take bytes, whose zeros are found once for a whole run: activations would have to be
 * searched anew in each step, so this is more than leaving theirs out could gain.
 */
export async function measureRelu(
  dataset: SplitDataset,
  turns: Turns,
  loop: RegisterLoop,
): Promise<ReluCost[]> {
  const shares = trainedShares(dataset)
  const layer = { batchSize: BATCH_SIZE, inputs: UNITS, units: UNITS }
  const costs = await measureDensities({ ...layer, shares, ...turns }, loop)
  return costs.map((cost, n) => ({ layer: n + 1, ...cost }))
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
