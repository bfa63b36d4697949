import { writeModel } from '@antigrad/core'
import type { ModelFormat } from '../format.js'
import { descriptionOf, type SharedModel } from '../shared-model.js'

/** safetensors, our own format: `layers.0.weight` and so on, as PyTorch's state dict has them. Core reads it. */
export const safetensors: ModelFormat = {
  name: 'safetensors',
  extension: '.safetensors',
  write: (model, name) => new Map([[name, writeModel(model.network, plainMeaning(model))]]),
}

function plainMeaning(model: SharedModel): Parameters<typeof writeModel>[1] {
  const { version, sizes, activations, head, ...meaning } = JSON.parse(descriptionOf(model))
  return meaning
}
