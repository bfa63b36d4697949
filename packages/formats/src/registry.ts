import type { Model } from '@antigrad/core'
import type { FileToRead, ModelFormat } from './format.js'
import { modelOf, type ReadOptions } from './found-model.js'
import { json } from './json/format.js'
import { keras } from './keras/format.js'
import { npz } from './npz/format.js'
import { onnx } from './onnx/format.js'
import { refuseOthers } from './other-files.js'
import { safetensors } from './safetensors/format.js'
import { tfjs } from './tfjs/format.js'

/** The formats of models, in the order of the help; whichever accepts a file first reads it. */
export const MODEL_FORMATS: readonly ModelFormat[] = [onnx, safetensors, npz, tfjs, keras, json]

/**
 * Reads a model of another program.
 * @returns undefined where none of the formats accepts the file: it may be one of safetensors
 * @throws BadInput
 */
export async function readForeign(source: FileToRead, options: ReadOptions = {}): Promise<Model | undefined> {
  const { file, bytes } = source
  const format = MODEL_FORMATS.find(({ accepts }) => accepts?.(file, bytes))
  if (!format || format === json) {
    refuseOthers(
      source,
      MODEL_FORMATS.map(({ name }) => name),
    )
  }
  return format?.read && modelOf(await format.read(source), file, options)
}
