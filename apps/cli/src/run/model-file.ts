import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BadInput, type CheckWeights, type Model, readModel } from '@antigrad/core'
import { shownJson } from '@antigrad/core/internal'
import { RUN_FILES, readWhole } from '@antigrad/store'
import { programName } from '../program.js'
import { hashOf } from './fingerprint.js'

/** A model, and where it was read. */
export type OpenedModel = Model & { readonly file: string }

/**
 * Reads a model from its file, or from the folder of the run that made it.
 * @param rename of another program's tensors
 * @throws BadInput where there is none, or its weights are not those it was saved with; FileError
 */
export function openModel(path: string, rename?: ReadonlyMap<string, string>): Promise<OpenedModel> {
  return read(path, checkHash, rename)
}

/** As `openModel`, whether or not the weights are those it was saved with. */
export function openUnchecked(path: string): Promise<OpenedModel> {
  return read(path)
}

async function read(
  path: string,
  check?: CheckWeights,
  rename?: ReadonlyMap<string, string>,
): Promise<OpenedModel> {
  const kind = await kindOf(path)
  const file = kind === 'folder' ? join(path, RUN_FILES.model) : path
  if (kind === 'nothing')
    throw new BadInput(`${path}: expected a model or a run's folder, found nothing there`)
  if (kind === 'folder' && (await kindOf(file)) === 'nothing') {
    throw new BadInput(
      `${path}: expected a model in this folder, found none; ${programName()} train --resume ${path} finishes a run`,
    )
  }
  return { ...readModel(await readWhole(file), file, check, rename), file }
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
