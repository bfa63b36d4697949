import type { Dataset } from '../dataset.js'
import { createEngine } from '../engine/engine.js'
import { planExamples, storeExamples } from '../engine/examples.js'
import type { Kernels } from '../engine/kernels/kernels.js'
import { allocateSingleThread } from '../engine/workspace.js'
import { UsageError } from '../errors.js'
import type { Network } from '../network/network.js'
import { type Evaluation, scorePredictions } from './evaluation.js'

/** Examples of a piece: enough to fill the kernels' tiles. */
const PIECE = 256

/** What a network makes of each example. */
export interface Predictions {
  /** [examples]: the index of the largest output. */
  readonly predictions: Uint32Array
  /** [examples]: ½‖z − l‖². */
  readonly losses: Float32Array
}

/**
 * How well a network does on examples: what `Trainer.evaluate` says of the same weights. For regression only `loss` says
 * something. Memory for the network and 256 examples is taken, however many there are.
 * @param kernels the fastest unless said otherwise; the bits of all are the same
 * @throws UsageError where the network is of another shape than the examples; BadInput for a dataset that contradicts itself
 * @example
 * import { evaluate, fromRows, Network } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * console.log(evaluate(Network.create([2, 8, 2], 1), dataset.test).accuracy)
 */
export function evaluate(network: Network, dataset: Dataset, kernels?: Kernels['name']): Evaluation {
  const { predictions, losses } = predictDataset(network, dataset, kernels)
  const { labels = new Uint32Array(dataset.count), outputs } = dataset
  return scorePredictions(predictions, labels, losses, outputs)
}

/**
 * The prediction for each example and its loss, with the bits of training.
 * @throws as `evaluate`
 */
export function predictDataset(network: Network, dataset: Dataset, kernels?: Kernels['name']): Predictions {
  const { architecture, parameters } = network
  checkShape(network, dataset)
  const examples = planExamples(dataset)
  const count = Math.min(PIECE, examples.count)
  const piece = {
    ...examples,
    count,
    targets: dataset.targets ? count : examples.targets,
    entries: Math.min(examples.entries, count * examples.longest),
  }
  const plan = {
    sizes: architecture.sizes,
    functions: architecture,
    batchSize: count,
    train: piece,
    test: { ...piece, count: 0, targets: 0, entries: 0 },
  }
  const { workspace, computation } = createEngine((arena) => allocateSingleThread(arena, plan), kernels)
  const { train, identity } = workspace
  workspace.parameters.set(parameters)
  for (let n = 0; n < count; n++) identity[n] = n
  const predictions = new Uint32Array(examples.count)
  const losses = new Float32Array(examples.count)
  for (let first = 0; first < examples.count; first += count) {
    const rows = Math.min(count, examples.count - first)
    const minibatch = { order: identity, first: 0, count: rows }
    storeExamples(train.examples, take(dataset, first, rows))
    computation.forward(train, minibatch, 0, rows)
    computation.compare(train, minibatch, 0, rows)
    predictions.set(train.predictions.subarray(0, rows), first)
    losses.set(train.losses.subarray(0, rows), first)
  }
  return { predictions, losses }
}

/** @throws UsageError where a network is of another shape than the examples */
export function checkShape({ architecture }: Network, { name, inputs, outputs }: Dataset): void {
  const { sizes } = architecture
  const [taken, given] = [sizes[0], sizes[sizes.length - 1]]
  if (inputs !== taken || outputs !== given) {
    throw new UsageError(
      `${name}: expected ${taken} inputs and ${given} outputs, found ${inputs} and ${outputs}`,
    )
  }
}

/** Examples [first, first + count) of a dataset: views of it. */
function take(dataset: Dataset, first: number, count: number): Dataset {
  const { features, labels, targets, inputs, outputs } = dataset
  const last = first + count
  return {
    ...dataset,
    count,
    features: features.subarray(first * inputs, last * inputs),
    ...(labels && { labels: labels.subarray(first, last) }),
    ...(targets && { targets: targets.subarray(first * outputs, last * outputs) }),
  }
}
