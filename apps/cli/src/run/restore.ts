import { BadInput, fromTensors, type Model, type Network, type Tensor } from '@antigrad/core'
import { type Json, shownJson } from '@antigrad/core/internal'
import type { Position } from '@antigrad/parallel'
import { checksumOf, TENSORS } from './checkpoint.js'
import { configFromJson, fieldsOf, type RunConfig } from './config.js'
import { keptEpochs } from './history.js'
import { modelFrom } from './model-file.js'
import type { Best, EpochRecord, RunState } from './state.js'

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
  const { version, sizes, activations, head, checksum, ...description } = model.description
  const found = checksumOf(description, model.extra)
  if (checksum !== found) {
    throw new BadInput(`${file}: metadata antigrad.checksum: expected ${found}, found ${shownJson(checksum)}`)
  }
  return stateOf(model, file)
}

/** The state of the run that a model file was made by. Throws BadInput where it does not say. */
export function stateOf({ network, description, extra }: Model, file: string): Saved {
  const config = configFromJson(description.config, `${file}: metadata antigrad.config`)
  const position = positionFrom(description.position, file)
  const losses = extra.get(TENSORS.losses)?.values
  const predictions = extra.get(TENSORS.predictions)?.values
  const sized = losses && predictions?.length === losses.length && position.done < losses.length
  if (position.done > 0 && !sized) {
    throw new BadInput(
      `${file}: expected tensors ${TENSORS.losses} and ${TENSORS.predictions} of one length above ${position.done}, found ${losses?.length ?? 'none'} and ${predictions?.length ?? 'none'}`,
    )
  }
  const states = statesFrom(extra, network, file)
  const average = networkFrom(extra, TENSORS.average, network, file)
  const best = bestFrom(description.best, extra, network, file)
  return {
    config,
    network,
    ...(average && { average }),
    ...(states.length > 0 && { states }),
    position,
    history: historyFrom(description.history, position.epoch - 1, file),
    ...(best && { best }),
    // Copies: a view would keep the bytes of the whole file.
    ...(losses &&
      predictions && { progress: { losses: losses.slice(), predictions: Uint32Array.from(predictions) } }),
  }
}

function positionFrom(json: Json | undefined, file: string): Position {
  const { epoch, done } = fieldsOf(json)
  if (isCount(epoch) && epoch >= 1 && isCount(done)) return { epoch, done }
  throw new BadInput(
    `${file}: metadata antigrad.position: expected whole numbers epoch from 1 and done from 0, found ${shownJson(json)}`,
  )
}

/** The network of the tensors whose names begin so, of the shape of `network`; undefined where there are none. */
function networkFrom(
  extra: ReadonlyMap<string, Tensor>,
  prefix: string,
  { architecture }: Network,
  file: string,
): Network | undefined {
  const own = [...extra].filter(([name]) => name.startsWith(prefix))
  if (own.length === 0) return undefined
  const tensors = new Map(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]))
  const found = fromTensors(tensors, `${file}: ${prefix}`, architecture)
  if (String(found.architecture.sizes) === String(architecture.sizes)) return found
  throw new BadInput(
    `${file}: ${prefix}: expected the network's shape ${shownJson(architecture.sizes)}, found ${shownJson(found.architecture.sizes)}`,
  )
}

/** What the update rule kept: as many numbers of each parameter as there are. */
function statesFrom(extra: ReadonlyMap<string, Tensor>, network: Network, file: string): Float32Array[] {
  const states: Float32Array[] = []
  for (;;) {
    const state = networkFrom(extra, `${TENSORS.state}${states.length}.`, network, file)
    if (!state) return states
    states.push(state.parameters)
  }
}

function bestFrom(
  json: Json | undefined,
  extra: ReadonlyMap<string, Tensor>,
  network: Network,
  file: string,
): Best | undefined {
  if (json === undefined) return undefined
  const { epoch, valLoss, metric } = fieldsOf(json)
  const tensors = [...extra].filter(([name]) => name.startsWith(TENSORS.best))
  const own = new Map(tensors.map(([name, tensor]) => [name.slice(TENSORS.best.length), tensor]))
  const found = own.size > 0 ? fromTensors(own, file, network.architecture) : network
  const sameShape = String(found.architecture.sizes) === String(network.architecture.sizes)
  const measured = metric === undefined || typeof metric === 'number'
  if (isCount(epoch) && epoch >= 1 && typeof valLoss === 'number' && measured && sameShape) {
    return { epoch, valLoss, ...(metric !== undefined && { metric }), network: found }
  }
  throw new BadInput(
    `${file}: metadata antigrad.best: expected an epoch and its valLoss, and weights of the network's shape, found ${shownJson(json)} and ${shownJson(found.architecture.sizes)}`,
  )
}

function historyFrom(json: Json | undefined, done: number, file: string): EpochRecord[] {
  const found: readonly Json[] = Array.isArray(json) ? json : []
  const history = found.flatMap((entry): EpochRecord[] => {
    const { epoch, loss, accuracy, valLoss, valAccuracy, valMetric, testLoss, testAccuracy } = fieldsOf(entry)
    if (typeof epoch !== 'number' || typeof loss !== 'number') return []
    return [
      {
        epoch,
        loss,
        accuracy: orNaN(accuracy),
        ...(valLoss !== undefined && { valLoss: orNaN(valLoss), valAccuracy: orNaN(valAccuracy) }),
        ...(valMetric !== undefined && { valMetric: orNaN(valMetric) }),
        ...(testLoss !== undefined && { testLoss: orNaN(testLoss), testAccuracy: orNaN(testAccuracy) }),
      },
    ]
  })
  const expected = keptEpochs(done)
  const whole = Array.isArray(json) && found.length === history.length && history.length === expected.length
  if (whole && history.every(({ epoch }, n) => epoch === expected[n])) return history
  throw new BadInput(
    `${file}: metadata antigrad.history: expected the ${done} epochs done, found ${shownJson(json)}`,
  )
}

/** JSON has no NaN, and says null. */
function orNaN(json: Json | undefined): number {
  return typeof json === 'number' ? json : Number.NaN
}

function isCount(json: Json | undefined): json is number {
  return typeof json === 'number' && Number.isSafeInteger(json) && json >= 0
}
