import type { ModelFormat } from './format.js'
import { onnx } from './onnx/format.js'

/** The formats of models, in the order of the help. */
export const MODEL_FORMATS: readonly ModelFormat[] = [onnx]
