/** `@antigrad/formats`: models of other programs. Pure: the same files run in Node and in a browser. */
export type { Files, FileToRead, ModelFormat } from './format.js'
export type { ReadOptions } from './found-model.js'
export { writeOnnx } from './onnx.js'
export { MODEL_FORMATS, readForeign } from './registry.js'
export type { Meaning, SharedModel } from './shared-model.js'
