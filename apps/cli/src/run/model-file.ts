import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BadInput, type Model, readModel } from '@antigrad/core'
import { RUN_FILES, readWhole } from '@antigrad/store'
import { weightsHashOf } from './fingerprint.js'

/**
 * Reads a model from its file, or from the folder of the run that made it.
 * @throws BadInput where it is no model, or its weights are not those it was saved with; FileError
 */
export async function openModel(path: string): Promise<Model & { readonly file: string }> {
  const folder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  const file = folder ? join(path, RUN_FILES.model) : path
  return { ...modelFrom(await readWhole(file), file), file }
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
