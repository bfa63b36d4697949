import type { ModelFormat } from '../format.js'
import { DESCRIPTION, descriptionOf } from '../shared-model.js'
import { readOnnx } from './read.js'
import { writeOnnx } from './write.js'

/** ONNX, with preprocessing. */
export const onnx: ModelFormat = {
  name: 'onnx',
  extension: '.onnx',
  write: (model, name) => new Map([[name, writeOnnx(model, { [DESCRIPTION]: descriptionOf(model) })]]),
  accepts: (name) => /\.onnx$/i.test(name),
  read: ({ bytes, file }) => readOnnx(bytes, file),
}
