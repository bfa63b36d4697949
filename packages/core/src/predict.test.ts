import { expect, test } from 'vitest'
import { BadInput } from './errors.js'
import { writeModel } from './files/model.js'
import { writeSafetensors } from './files/safetensors.js'
import { toTensors } from './files/tensors.js'
import { Network } from './network/network.js'
import { readModel } from './predict.js'
import { simd } from './predict-simd.js'

const functions = { activations: ['relu', 'gelu'], head: 'softmax-cross-entropy' } as const
const network = Network.create([5, 70, 9, 3], 1, functions)
const classes = ['a', 'b', 'c']
const row = [0.3, -1, 2, 0, 0.5]

test.each([
  ['plain kernels', undefined],
  ['SIMD', simd],
])('answers as the network that was written, by %s', (_, predictor) => {
  const model = readModel(writeModel(network, { classes, note: 'kept' }), { predictor })
  expect(model.predict(row)).toEqual(network.predict(row))
  expect(model.predictBatch([row, row])).toEqual(network.predictBatch([row, row]))
  expect(model.classes).toEqual(classes)
  expect(model.description.note).toBe('kept')
  expect(model.architecture).toEqual(network.architecture)
})

test('a model without names of classes has none', () => {
  expect(readModel(writeModel(network, {})).classes).toEqual([])
})

test('refuses weights of another program, whose functions nobody says', () => {
  const foreign = writeSafetensors(toTensors(network.architecture, network.parameters))
  expect(() => readModel(foreign, { file: 'torch.safetensors' })).toThrow(BadInput)
  expect(() => readModel(foreign, { file: 'torch.safetensors' })).toThrow(
    /^torch\.safetensors: expected a model that/,
  )
})

test('refuses what is no model by the name it has', () => {
  expect(() => readModel(new Uint8Array(3))).toThrow(/^the model, offset/)
})
