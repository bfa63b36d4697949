/** `@antigrad/formats/onnx`: models as ONNX files. */
export { type FoundModel, modelOf } from './found-model.js'
export { readOnnx } from './onnx/read.js'
export { writeOnnx } from './onnx/write.js'
export type { Meaning, SharedModel } from './shared-model.js'
