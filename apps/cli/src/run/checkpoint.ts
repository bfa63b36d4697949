import { createHash } from 'node:crypto'
import type { Network } from '@antigrad/core'
import { BadInput, type EpochResult, type Json, type Model, type Tensor, writeModel } from '@antigrad/core'
import type { Position } from '@antigrad/parallel'
import { configFromJson, configToJson, type RunConfig } from './config.js'
import { bytesOf, weightsHashOf } from './fingerprint.js'
import { modelFrom } from './model-file.js'

/** What of a dataset a model tells those who use it. */
export interface Meaning {
  readonly classes: readonly string[]
  readonly image?: { readonly width: number; readonly height: number }
}

/** All that a run needs to go on as if nothing had happened. The order of the examples follows from seed and epoch. */
export interface RunState {
  readonly network: Network
  readonly position: Position
  /** The epochs done, from the first. */
  readonly history: readonly EpochResult[]
  /** By training example, of the epoch that is being trained: what its mean loss will be made of. */
  readonly progress?: { readonly losses: Float32Array; readonly predictions: Uint32Array }
}

const LOSSES = 'progress.losses'
const PREDICTIONS = 'progress.predictions'

/** A run's state as the bytes of a model file, which a checkpoint is. */
export function encodeState(config: RunConfig, meaning: Meaning, state: RunState): Uint8Array {
  const { network, position, history, progress } = state
  const extra = new Map<string, Tensor>()
  if (progress) {
    const { losses, predictions } = progress
    extra.set(LOSSES, { shape: [losses.length], values: losses })
    // Indices of outputs are whole numbers far below 2²⁴: float32 holds them exactly.
    extra.set(PREDICTIONS, { shape: [losses.length], values: Float32Array.from(predictions) })
  }
  const { classes, image } = meaning
  const description = {
    classes,
    ...(image && { image }),
    weightsHash: weightsHashOf(network),
    config: configToJson(config),
    position: { epoch: position.epoch, done: position.done },
    history: history.map(({ epoch, loss, accuracy }) => ({ epoch, loss, accuracy })),
  }
  return writeModel(network, { ...description, checksum: checksumOf(description, extra) }, extra)
}

/** What a checkpoint holds. */
export interface Saved extends RunState {
  readonly config: RunConfig
}

/**
 * Reads a run's state from the bytes of a checkpoint, or of the model of a finished run.
 * @throws BadInput for anything else, damage included
 */
export function decodeState(bytes: Uint8Array, file: string): Saved {
  const model = modelFrom(bytes, file)
  const { version, sizes, checksum, ...description } = model.description
  const found = checksumOf(description, model.extra)
  if (checksum !== found) {
    throw new BadInput(`${file}: metadata antigrad.checksum: expected ${found}, found ${shown(checksum)}`)
  }
  return stateOf(model, file)
}

/** The state of the run that a model file was made by. Throws BadInput where it does not say. */
export function stateOf({ network, description, extra }: Model, file: string): Saved {
  const config = configFromJson(description.config, `${file}: metadata antigrad.config`)
  const position = positionFrom(description.position, file)
  const losses = extra.get(LOSSES)?.values
  const predictions = extra.get(PREDICTIONS)?.values
  if (
    position.done > 0 &&
    (!losses || predictions?.length !== losses.length || position.done >= losses.length)
  ) {
    throw new BadInput(
      `${file}: expected tensors ${LOSSES} and ${PREDICTIONS} of one length above ${position.done}, found ${losses?.length ?? 'none'} and ${predictions?.length ?? 'none'}`,
    )
  }
  return {
    config,
    network,
    position,
    history: historyFrom(description.history, position.epoch - 1, file),
    ...(losses && predictions && { progress: { losses, predictions: Uint32Array.from(predictions) } }),
  }
}

/** `sha256:…` of all that the hash of the weights leaves out: no byte of a checkpoint can change unnoticed. */
function checksumOf(description: object, extra: ReadonlyMap<string, Tensor>): string {
  const hash = createHash('sha256').update(JSON.stringify(description))
  for (const [name, { values }] of extra) hash.update(name).update(bytesOf(values))
  return `sha256:${hash.digest('hex')}`
}

function positionFrom(json: Json | undefined, file: string): Position {
  const { epoch, done } = fieldsOf(json)
  if (isCount(epoch) && epoch >= 1 && isCount(done)) return { epoch, done }
  throw new BadInput(
    `${file}: metadata antigrad.position: expected whole numbers epoch from 1 and done from 0, found ${shown(json)}`,
  )
}

function historyFrom(json: Json | undefined, epochs: number, file: string): EpochResult[] {
  const found: readonly Json[] = Array.isArray(json) ? json : []
  const history = found
    .map(fieldsOf)
    .flatMap(({ epoch, loss, accuracy }, n) =>
      epoch === n + 1 && typeof loss === 'number' && typeof accuracy === 'number'
        ? [{ epoch, loss, accuracy }]
        : [],
    )
  if (Array.isArray(json) && found.length === epochs && history.length === epochs) return history
  throw new BadInput(
    `${file}: metadata antigrad.history: expected the ${epochs} epochs done, found ${shown(json)}`,
  )
}

function fieldsOf(json: Json | undefined): { readonly [key: string]: Json | undefined } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as { [key: string]: Json })
    : {}
}

function isCount(json: Json | undefined): json is number {
  return typeof json === 'number' && Number.isSafeInteger(json) && json >= 0
}

function shown(json: Json | undefined): string {
  return (JSON.stringify(json) ?? 'nothing').slice(0, 80)
}
