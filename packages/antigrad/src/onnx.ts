/** `antigrad/onnx`: models as ONNX files. */
export {
  type FoundModel,
  type Meaning,
  modelOf,
  readOnnx,
  type SharedModel,
  writeOnnx,
} from '@antigrad/formats/onnx'
