/** `antigrad/onnx`: models as ONNX files. */
export { type Meaning, type SharedModel, writeOnnx } from '@antigrad/formats/onnx'
