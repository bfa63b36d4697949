import type { Dataset, Network } from '@antigrad/core'
import { shown } from '../show/format.js'
import type { RunConfig } from './config.js'
import type { EpochRecord } from './state.js'

/** Examples that a network's units are judged by. */
const SAMPLE = 256

/** A loss that fell by less than this part of the first epoch's, in all epochs after it, stands still. */
const STANDSTILL = 0.01

/** A part of a layer's units from which on it is worth a word. */
const MANY = 0.5

/** Outputs nearer to 0 or 1 than this are saturated: the derivative of σ is below 1e-4 there. */
const SATURATED = 1e-4

/** What a run was like. */
export interface Health {
  readonly config: Pick<RunConfig, 'learningRate' | 'activation'>
  readonly history: readonly EpochRecord[]
  readonly network: Network
  /** Training examples. */
  readonly train: Dataset
}

/**
 * What kept a run from learning, a line each, with what to try: a loss that stands still, the same output for all examples,
 * units that say the same of all.
 */
export function healthNotes(health: Health): string[] {
  const { config, history, network, train } = health
  const sample = Array.from({ length: Math.min(SAMPLE, train.count) }, (_, n) => {
    const at = Math.floor((n * train.count) / Math.min(SAMPLE, train.count)) * train.inputs
    return train.features.subarray(at, at + train.inputs)
  })
  const activations = sample.map((features) => network.activations(features))
  const lower = `a learning rate below ${config.learningRate} may help`
  const notes: string[] = []
  const still = standstill(history)
  const constant = activations[0].map((_, layer) => constantPart(activations.map((each) => each[layer])))
  const last = constant.length - 1
  if (constant[last] === 1 && sample.length > 1) {
    notes.push(`the outputs are the same for all of ${sample.length} examples; ${lower}`)
  } else if (still !== undefined) {
    const saturated = saturatedPart(activations.map((each) => each[last])) > MANY
    const other = saturated ? lower : 'another learning rate or more hidden units may help'
    notes.push(`the loss stands still at ${still.toFixed(5)} since the first epoch; ${other}`)
  }
  for (let layer = 0; layer < last; layer++) {
    if (constant[layer] <= MANY) continue
    const percent = Math.round(100 * constant[layer])
    const leaky = config.activation === 'relu' ? ', or --activation leaky-relu' : ''
    notes.push(
      `${percent} % of the units of hidden layer ${layer + 1} say the same of all of ${sample.length} examples; ${lower}${leaky}`,
    )
  }
  return notes.map(shown)
}

/** The last loss, where none of at least three epochs was much better than the first. */
function standstill(history: readonly EpochRecord[]): number | undefined {
  if (history.length < 3) return undefined
  const [first, ...others] = history.map(({ loss }) => loss)
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
