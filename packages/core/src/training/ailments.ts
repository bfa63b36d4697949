import type { AnyFeatures, Dataset, FeatureValues } from '../dataset.js'
import type { Network } from '../network/network.js'

/** What kept a run from learning. */
export type Ailment =
  /** The outputs are the same for all of so many examples. */
  | { readonly kind: 'same-outputs'; readonly examples: number }
  /** The loss stands still since the first epoch; `saturated`: most outputs are next to 0 or 1. */
  | { readonly kind: 'standstill'; readonly loss: number; readonly saturated: boolean }
  /** A part of the units of a hidden layer, from 1, says the same of all of so many examples. */
  | { readonly kind: 'same-units'; readonly layer: number; readonly part: number; readonly examples: number }

/** What a run was like. */
export interface Course {
  /** The mean loss of each epoch. */
  readonly losses: readonly number[]
  readonly network: Network
  /** Training examples. */
  readonly train: Dataset<AnyFeatures>
}

/** Examples that a network's units are judged by. */
const SAMPLE = 256

/** A loss that fell by less than this part of the first epoch's, in all epochs after it, stands still. */
const STANDSTILL = 0.01

/** A part of a layer's units from which on it is worth a word. */
const MANY = 0.5

/** Outputs nearer to 0 or 1 than this are saturated: the derivative of σ is below 1e-4 there. */
const SATURATED = 1e-4

/** What kept a run from learning: none where nothing did. The outputs' comes first, then those of hidden layers in their order. */
export function findAilments({ losses, network, train }: Course): Ailment[] {
  const examples = Math.min(SAMPLE, train.count)
  const sample = Array.from({ length: examples }, (_, n) =>
    featuresOf(train, Math.floor((n * train.count) / examples)),
  )
  const activations = sample.map((features) => network.activations(features))
  const constant = activations[0].map((_, layer) => constantPart(activations.map((each) => each[layer])))
  const last = constant.length - 1
  const ailments: Ailment[] = []
  const still = standstill(losses)
  if (constant[last] === 1 && examples > 1) ailments.push({ kind: 'same-outputs', examples })
  else if (still !== undefined) {
    const saturated = saturatedPart(activations.map((each) => each[last])) > MANY
    ailments.push({ kind: 'standstill', loss: still, saturated })
  }
  for (let layer = 0; layer < last; layer++) {
    const part = constant[layer]
    if (part > MANY) ailments.push({ kind: 'same-units', layer: layer + 1, part, examples })
  }
  return ailments
}

function featuresOf({ features, inputs }: Course['train'], example: number): FeatureValues {
  if (!('read' in features)) return features.subarray(example * inputs, (example + 1) * inputs)
  const read = new Float32Array(inputs)
  features.read(example, read)
  return read
}

/** The last loss, where none of at least three epochs was much better than the first. */
function standstill(losses: readonly number[]): number | undefined {
  if (losses.length < 3) return undefined
  const [first, ...others] = losses
  const least = Math.min(...others)
  return first - least < STANDSTILL * first && first > 0 ? others[others.length - 1] : undefined
}

/** The part of the units whose activation is the same for all examples. */
function constantPart(examples: readonly Float32Array[]): number {
  const [first] = examples
  let constant = 0
  for (let unit = 0; unit < first.length; unit++) {
    if (examples.every((activations) => activations[unit] === first[unit])) constant++
  }
  return constant / first.length
}

/** The part of the outputs that are next to 0 or 1. */
function saturatedPart(examples: readonly Float32Array[]): number {
  let saturated = 0
  for (const outputs of examples) {
    for (const z of outputs) if (Math.abs(z) < SATURATED || Math.abs(z - 1) < SATURATED) saturated++
  }
  return saturated / (examples.length * examples[0].length)
}
