/** The file format of models and checkpoints: read by Python's safetensors, and by anybody with JSON and float32. */
export { convertFloats } from './safetensors/convert.js'
export { LENGTH_BYTES, MAX_HEADER } from './safetensors/header.js'
export { fieldsOf, type Json, parseJson } from './safetensors/json.js'
export {
  type ReadOptions,
  readSafetensors,
  type Safetensors,
  type StoredTensor,
  type Tensor,
} from './safetensors/read.js'
export { quoted, shownJson } from './safetensors/refuse.js'
export { decodeUtf8, encodeUtf8Into, utf8Length } from './safetensors/utf8.js'
export { safetensorsPieces, writeSafetensors } from './safetensors/write.js'
