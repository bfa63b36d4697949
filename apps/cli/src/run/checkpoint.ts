import { createHash } from 'node:crypto'
import { type Dataset, type Tensor, toTensors } from '@antigrad/core'
import { type Json, modelPieces } from '@antigrad/core/internal'
import type { PictureForm, TableForm } from '@antigrad/data'
import { configToJson, type RunConfig } from './config.js'
import { bytesOf, weightsHashOf } from './fingerprint.js'
import { toJson } from './json.js'
import type { RunData } from './run-data.js'
import type { Best, RunState } from './state.js'

/** What a model tells those who use it: what its inputs and outputs stand for. */
export type Meaning = Pick<Dataset, 'classes' | 'image'> & {
  readonly form?: TableForm
  readonly pictures?: PictureForm
}

/** What the model of such data tells. */
export function meaningOf({
  dataset,
  form,
  pictures,
}: Pick<RunData, 'dataset' | 'form' | 'pictures'>): Meaning {
  const { classes, image } = dataset.train
  return { classes, ...(image && { image }), ...(form && { form }), ...(pictures && { pictures }) }
}

/** The tensors of a run's state beside those of its network. */
export const TENSORS = {
  losses: 'progress.losses',
  predictions: 'progress.predictions',
  /** Before the names of the best weights, where they are not those of the network. */
  best: 'best.',
  /** Before the names of the averaged weights. */
  average: 'average.',
  /** Before the number of a state of the update rule, and the names of the parameters it is kept of. */
  state: 'update.',
} as const

/**
 * A run's state as the bytes of a model file, which a checkpoint is: one piece after the other, for the progress of very many
 * examples is not to be copied.
 */
export function encodeState(config: RunConfig, meaning: Meaning, state: RunState): Uint8Array[] {
  const { network, average, states = [], position, history, best, progress } = state
  const extra = new Map<string, Tensor>()
  if (best && best.network !== network) {
    const { architecture, parameters } = best.network
    for (const [name, tensor] of toTensors(architecture, parameters))
      extra.set(`${TENSORS.best}${name}`, tensor)
  }
  if (average) {
    for (const [name, tensor] of toTensors(average.architecture, average.parameters))
      extra.set(`${TENSORS.average}${name}`, tensor)
  }
  for (const [n, values] of states.entries()) {
    for (const [name, tensor] of toTensors(network.architecture, values))
      extra.set(`${TENSORS.state}${n}.${name}`, tensor)
  }
  if (progress) {
    const { losses, predictions } = progress
    extra.set(TENSORS.losses, { shape: [losses.length], values: losses })
    if (predictions) extra.set(TENSORS.predictions, { shape: [losses.length], values: predictions })
  }
  const { classes, image, form, pictures } = meaning
  const description = {
    classes,
    ...(image && { image }),
    ...(form && { table: toJson(form) }),
    ...(pictures && { pictures: toJson(pictures) }),
    weightsHash: weightsHashOf(network),
    config: configToJson(config),
    position: { epoch: position.epoch, done: position.done },
    ...(best && { best: bestJson(best) }),
    history: toJson(history),
  }
  return modelPieces(network, { ...description, checksum: checksumOf(description, extra) }, extra)
}

function bestJson({ epoch, valLoss, metric }: Best): Json {
  return { epoch, valLoss, ...(metric !== undefined && { metric }) }
}

/** `sha256:…` of all that the hash of the weights leaves out: no byte of a checkpoint can change unnoticed. */
export function checksumOf(description: object, extra: ReadonlyMap<string, Tensor>): string {
  const hash = createHash('sha256').update(JSON.stringify(description))
  for (const [name, { values }] of [...extra].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(name).update(bytesOf(values))
  }
  return `sha256:${hash.digest('hex')}`
}
