/** `antigrad/safetensors`: files of named tensors, of PyTorch and others, and networks from them. */
export {
  fromTensors,
  parametersFrom,
  readSafetensors,
  type Tensor,
  toTensors,
  writeSafetensors,
} from '@antigrad/core'
