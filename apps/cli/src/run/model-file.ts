import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { note } from '@antigrad/command'
import {
  type Activation,
  BadInput,
  type CheckWeights,
  createArchitecture,
  type Model,
  Network,
  readModel,
  UsageError,
} from '@antigrad/core'
import { shownJson } from '@antigrad/core/internal'
import type { ReadOptions } from '@antigrad/formats'
import { RUN_FILES, readWhole } from '@antigrad/store'
import { LOSSES, type LossName } from '../hyperparameters/loss.js'
import { programName } from '../program.js'
import { shown } from '../show/format.js'
import { hashOf } from './fingerprint.js'

/** A model, and where it was read. */
export type OpenedModel = Model & { readonly file: string }

/** What is said of the file of another program. */
export interface ForeignFlags {
  /** Old names of tensors, and new ones. */
  readonly rename?: ReadonlyMap<string, string>
  readonly activation?: Activation
  readonly loss?: LossName
}

/**
 * Reads a model from its file, or from the folder of the run that made it; also of another program, in any of
 * `MODEL_FORMATS`. What that leaves open and nobody says is assumed, in a line.
 * @throws BadInput where there is none, or its weights are not those it was saved with; UsageError where the file says what is
 * stated otherwise; FileError
 */
export async function openModel(path: string, flags: ForeignFlags = {}): Promise<OpenedModel> {
  const { rename } = flags
  const model = await read(path, { check: checkHash, ...(rename && { rename }) })
  return withFunctions(model, flags)
}

/**
 * As `openModel`, to train it: what a file says of its functions holds, whatever is stated.
 * @throws as `openModel`
 */
export async function openToTrain(path: string, flags: ForeignFlags): Promise<OpenedModel> {
  const model = await read(path, { check: checkHash })
  return model.knowsFunctions ? model : withFunctions(model, flags)
}

/** As `openModel`, whether or not the weights are those it was saved with. */
export function openUnchecked(path: string): Promise<OpenedModel> {
  return read(path, {})
}

/** The model with the functions that are stated, where its file has none. */
function withFunctions(model: OpenedModel, { activation, loss }: ForeignFlags): OpenedModel {
  const { network, file, knowsFunctions } = model
  const flag = activation !== undefined ? '--activation' : loss !== undefined ? '--loss' : undefined
  if (knowsFunctions) {
    if (flag === undefined) return model
    throw new UsageError(`${flag}: expected with weights alone, but ${file} says what its network computes`)
  }
  if (activation === undefined || loss === undefined) {
    const open = [
      ...(activation === undefined ? ['--activation sigmoid'] : []),
      ...(loss === undefined ? ['--loss squared'] : []),
    ]
    note(`note: ${shown(file)} does not say what its network computes: taken for ${open.join(' ')}`)
  }
  const { sizes } = network.architecture
  const activations = sizes.slice(2).map(() => activation ?? 'sigmoid')
  const head = LOSSES[loss ?? 'squared'].head
  const architecture = createArchitecture(sizes, { activations, head })
  return { ...model, network: new Network(architecture, network.parameters) }
}

async function read(path: string, options: ReadOptions): Promise<OpenedModel> {
  const kind = await kindOf(path)
  const file = kind === 'folder' ? join(path, RUN_FILES.model) : path
  if (kind === 'nothing')
    throw new BadInput(`${path}: expected a model or a run's folder, found nothing there`)
  if (kind === 'folder' && (await kindOf(file)) === 'nothing') {
    throw new BadInput(
      `${path}: expected a model in this folder, found none; ${programName()} train --resume ${path} finishes a run`,
    )
  }
  const bytes = await readWhole(file)
  // Whoever only trains reads no model.
  const { readForeign } = await import('@antigrad/formats')
  const foreign = await readForeign({ file, bytes, beside: (name) => readBeside(file, name) }, options)
  return { ...(foreign ?? readModel(bytes, file, options.check, options.rename)), file }
}

/** A file that another one names: in its own folder. */
function readBeside(file: string, name: string): Promise<Uint8Array> {
  if (basename(name) === name && name !== '..') return readWhole(join(dirname(file), name))
  throw new BadInput(`${file}: expected the name of a file beside it, found ${shownJson(name)}`)
}

/** What lies at a path; `file` too where the system does not say: then reading it will tell why. */
export async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return gone ? 'nothing' : 'file'
  }
}

/** A model from bytes. Throws BadInput where it is none, or its weights are not those it was saved with. */
export function modelFrom(bytes: Uint8Array, file: string): Model {
  return readModel(bytes, file, checkHash)
}

const checkHash: CheckWeights = ({ weightsHash: expected }, weights, file) => {
  if (expected === undefined) return
  const found = hashOf(weights)
  if (expected !== found) {
    throw new BadInput(
      `${file}: weights: expected ${shownJson(expected)} as recorded, found ${found}; the file is damaged or was changed`,
    )
  }
}
