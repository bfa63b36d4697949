import { BadInput, type Tensor, UsageError } from '@antigrad/core'
import { type Json, parseJson, quoted, shownJson } from '@antigrad/core/internal'
import { concatenate, floatBytes, floatsOf, utf8Bytes } from '../bytes.js'
import type { Files, FileToRead, ModelFormat } from '../format.js'
import type { FoundModel } from '../found-model.js'
import { fieldsOf, listOf } from '../json-fields.js'
import { denseLayersOf, sequentialOf, tensorsOfLayers } from '../keras-layers.js'
import { DESCRIPTION, descriptionOf, type SharedModel } from '../shared-model.js'

/** A layers model of TensorFlow.js: model.json and its weights in a file beside it, as `tf.loadLayersModel` takes them. */
export const tfjs: ModelFormat = {
  name: 'tfjs',
  extension: '.tfjs.json',
  write: writeTfjs,
  accepts: (name, bytes) => /\.json$/i.test(name) && includesText(bytes, '"weightsManifest"'),
  read: readTfjs,
}

/** @throws UsageError for GELU, which tfjs 4.22 cannot load: it looks for what its own file calls gelu_new as geluNew */
function writeTfjs(model: SharedModel, name: string): Files {
  if (model.network.architecture.activations.includes('gelu')) {
    throw new UsageError(
      'tfjs: expected activations that it can load, found gelu, whose tanh form it saves but never loads',
    )
  }
  const { config, weights } = sequentialOf(model.network, 'tfjs')
  const file = `${name.replace(/\.json$/i, '')}.weights.bin`
  const json = {
    format: 'layers-model',
    generatedBy: 'antigrad',
    convertedBy: null,
    modelTopology: {
      class_name: 'Sequential',
      config,
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightsManifest: [
      { paths: [file], weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })) },
    ],
    userDefinedMetadata: { [DESCRIPTION]: descriptionOf(model) },
  }
  return new Map([
    [name, utf8Bytes(JSON.stringify(json))],
    [file, concatenate(weights.map(({ values }) => floatBytes(values)))],
  ])
}

async function readTfjs({ file, bytes, beside }: FileToRead): Promise<FoundModel> {
  const { modelTopology, weightsManifest, userDefinedMetadata } = fieldsOf(parseJson(bytes, file))
  // What a converter of Python writes lies one deeper.
  const topology = fieldsOf(modelTopology).model_config ?? modelTopology
  const { layers, functions } = denseLayersOf(topology, file)
  const arrays = new Map<string, Tensor>()
  for (const group of listOf(weightsManifest)) {
    const { paths, weights } = fieldsOf(group)
    const parts: Uint8Array[] = []
    for (const path of listOf(paths)) {
      if (typeof path !== 'string')
        throw new BadInput(`${file}: expected names of files, found ${shownJson(path)}`)
      parts.push(await beside(path))
    }
    takeWeights(listOf(weights), concatenate(parts), arrays, file)
  }
  const tensors = tensorsOfLayers(
    layers,
    ({ name }) => {
      const [kernel, bias] = [arrays.get(`${name}/kernel`), arrays.get(`${name}/bias`)]
      return kernel && { kernel, ...(bias && { bias }) }
    },
    file,
  )
  const own = fieldsOf(userDefinedMetadata)[DESCRIPTION]
  return { tensors, functions, ...(typeof own === 'string' && { description: own }) }
}

/** Takes the weights of a group from its bytes, where they lie one after the other. */
function takeWeights(
  weights: readonly Json[],
  bytes: Uint8Array,
  arrays: Map<string, Tensor>,
  file: string,
): void {
  let at = 0
  for (const entry of weights) {
    const { name, shape, dtype, quantization } = fieldsOf(entry)
    const sizes = listOf(shape)
    const isShape =
      Array.isArray(shape) && sizes.every((size) => Number.isSafeInteger(size) && Number(size) >= 0)
    if (typeof name !== 'string' || !isShape || dtype !== 'float32' || quantization !== undefined) {
      throw new BadInput(
        `${file}: expected weights of float32 that are not quantized, found ${shownJson(entry)}`,
      )
    }
    const numbers = sizes as readonly number[]
    const length = 4 * numbers.reduce((product, size) => product * size, 1)
    if (!(at + length <= bytes.length)) {
      throw new BadInput(
        `${file}: ${quoted(name)}: expected ${length} bytes of weights, found ${bytes.length - at}`,
      )
    }
    arrays.set(name, { shape: numbers, values: floatsOf(bytes.subarray(at, at + length)) })
    at += length
  }
  if (at !== bytes.length)
    throw new BadInput(`${file}: expected ${at} bytes of weights, found ${bytes.length}`)
}

/** Whether bytes hold a text of ASCII. */
function includesText(bytes: Uint8Array, text: string): boolean {
  const wanted = utf8Bytes(text)
  for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
    if (wanted.every((byte, k) => bytes[at + k] === byte)) return true
  }
  return false
}
