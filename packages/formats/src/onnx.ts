/** `@antigrad/formats/onnx`: models as ONNX files. */
export { writeOnnx } from './onnx/write.js'
export type { Meaning, SharedModel } from './shared-model.js'
