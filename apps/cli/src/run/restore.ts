import { BadInput, fromTensors, type Model, Network, parametersFrom, type Tensor } from '@antigrad/core'
import { fieldsOf, type Json, shownJson } from '@antigrad/core/internal'
import type { Position } from '@antigrad/parallel'
import { checksumOf, TENSORS } from './checkpoint.js'
import { configFromJson, type RunConfig } from './config.js'
import { keptEpochs } from './history.js'
import { modelFrom } from './model-file.js'
import { type InputForms, inputFormsOf } from './starting-model.js'
import type { Best, EpochRecord, RunState } from './state.js'

/** What a checkpoint holds. */
export interface Saved extends RunState {
  readonly config: RunConfig
  /** How it takes its inputs, where it began with a model, which may have said so. */
  readonly forms?: InputForms
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
export function stateOf(model: Model, file: string): Saved {
  const { network, description, extra } = model
  const config = configFromJson(description.config, `${file}: metadata antigrad.config`)
  const position = positionFrom(description.position, file)
  const losses = extra.get(TENSORS.losses)?.values
  const predictions = extra.get(TENSORS.predictions)?.values
  const sized =
    losses && position.done < losses.length && (!predictions || predictions.length === losses.length)
  if (position.done > 0 && !sized) {
    throw new BadInput(
      `${file}: expected tensors ${TENSORS.losses} and, of classes, ${TENSORS.predictions} of one length above ${position.done}, found ${losses?.length ?? 'none'} and ${predictions?.length ?? 'none'}`,
    )
  }
  const states = statesFrom(extra, network, file)
  const average = averageFrom(extra, network, file)
  const best = bestFrom(description.best, extra, network, file)
  return {
    config,
    ...(config.from !== undefined && { forms: inputFormsOf(model, file) }),
    network,
    ...(average && { average }),
    ...(states.length > 0 && { states }),
    position,
    history: historyFrom(description.history, position.epoch - 1, file),
    ...(best && { best }),
    // Copies: a view would keep the bytes of the whole file.
    ...(losses && {
      progress: { losses: losses.slice(), ...(predictions && { predictions: predictions.slice() }) },
    }),
  }
}

function positionFrom(json: Json | undefined, file: string): Position {
  const { epoch, done } = fieldsOf(json)
  if (isCount(epoch) && epoch >= 1 && isCount(done)) return { epoch, done }
  throw new BadInput(
    `${file}: metadata antigrad.position: expected whole numbers epoch from 1 and done from 0, found ${shownJson(json)}`,
  )
}

/** The tensors whose names begin so, without that; undefined where there are none. */
function tensorsUnder(
  extra: ReadonlyMap<string, Tensor>,
  prefix: string,
): ReadonlyMap<string, Tensor> | undefined {
  const own = [...extra].filter(([name]) => name.startsWith(prefix))
  return own.length === 0 ? undefined : new Map(own.map(([name, of]) => [name.slice(prefix.length), of]))
}

/** The averaged weights, of the network's shape. */
function averageFrom(
  extra: ReadonlyMap<string, Tensor>,
  { architecture }: Network,
  file: string,
): Network | undefined {
  const own = tensorsUnder(extra, TENSORS.average)
  const where = `${file}: ${TENSORS.average}`
  return own && new Network(architecture, parametersFrom(own, architecture, where))
}

/** What the update rule kept: as many numbers of each parameter as there are. */
function statesFrom(
  extra: ReadonlyMap<string, Tensor>,
  { architecture }: Network,
  file: string,
): Float32Array[] {
  const states: Float32Array[] = []
  for (;;) {
    const prefix = `${TENSORS.state}${states.length}.`
    const own = tensorsUnder(extra, prefix)
    if (!own) return states
    states.push(parametersFrom(own, architecture, `${file}: ${prefix}`))
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
  const own = tensorsUnder(extra, TENSORS.best)
  const found = own ? fromTensors(own, file, network.architecture) : network
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
