/** `antigrad/safetensors`: files of named tensors, of PyTorch and others, and networks from them. */
export {
  convertFloats,
  fromTensors,
  parametersFrom,
  readSafetensors,
  type Tensor,
  toTensors,
  writeSafetensors,
} from '@antigrad/core'
