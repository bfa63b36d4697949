import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BadInput, type Model, readModel } from '@antigrad/core'
import { RUN_FILES, readWhole } from '@antigrad/store'
import { weightsHashOf } from './fingerprint.js'

/**
 * Reads a model from its file, or from the folder of the run that made it.
 * @throws BadInput where there is none, or its weights are not those it was saved with; FileError
 */
export async function openModel(path: string): Promise<Model & { readonly file: string }> {
  const kind = await kindOf(path)
  const file = kind === 'folder' ? join(path, RUN_FILES.model) : path
  if (kind === 'nothing')
    throw new BadInput(`${path}: expected a model or a run's folder, found nothing there`)
  if (kind === 'folder' && (await kindOf(file)) === 'nothing') {
    throw new BadInput(
      `${path}: expected a model in this folder, found none; antigrad train --resume ${path} finishes a run`,
    )
  }
  return { ...modelFrom(await readWhole(file), file), file }
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

/** A model from bytes whose weights have the hash that they were saved with, where it is recorded. */
export function modelFrom(bytes: Uint8Array, file: string): Model {
  const model = readModel(bytes, file)
  const expected = model.description.weightsHash
  const found = weightsHashOf(model.network)
  if (expected !== undefined && expected !== found) {
    throw new BadInput(
      `${file}: weights: expected ${expected} as recorded, found ${found}; the file is damaged or was changed`,
    )
  }
  return model
}
