import { BadInput, UsageError } from '../errors.js'
import { type Architecture, createArchitecture, type Functions } from '../network/architecture.js'
import { layerMatrices } from '../network/layer-matrices.js'
import { indexOf, type Matrix } from '../network/matrix.js'
import { Network } from '../network/network.js'
import { quotedSome, refuse } from './safetensors/refuse.js'
import type { Tensor } from './safetensors.js'

/** Tensors that a message names at most. */
const NAMED = 4

/**
 * The parameters as tensors, named and shaped as PyTorch's state dict has them: `layers.0.weight`
 * (outputs, inputs), `layers.0.bias` (outputs), and so on, in this order.
 * @example
 * import { Network } from 'antigrad'
 * import { toTensors } from 'antigrad/safetensors'
 *
 * const { architecture, parameters } = Network.create([4, 8, 2], 1)
 * for (const [name, { shape }] of toTensors(architecture, parameters)) console.log(name, shape)
 */
export function toTensors(architecture: Architecture, parameters: Float32Array): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>()
  layerMatrices(architecture, parameters).forEach((layer, l) => {
    const { inputs, outputs } = architecture.layers[l]
    const weight = new Float32Array(outputs * inputs)
    const bias = new Float32Array(outputs)
    for (let j = 0; j < outputs; j++) {
      const { start, step } = columnOf(layer, j)
      for (let i = 0; i < inputs; i++) weight[j * inputs + i] = layer.values[start + i * step]
      bias[j] = layer.values[start + inputs * step]
    }
    tensors.set(`layers.${l}.weight`, { shape: [outputs, inputs], values: weight })
    tensors.set(`layers.${l}.bias`, { shape: [outputs], values: bias })
  })
  return tensors
}

/**
 * What network tensors so named make, by their shapes alone; other tensors are left alone.
 * @param file for messages
 * @throws BadInput where a tensor is missing or of a shape that does not fit the one before
 */
export function architectureFrom(
  tensors: ReadonlyMap<string, Tensor>,
  file: string,
  functions?: Functions,
): Architecture {
  const sizes: number[] = []
  for (let l = 0; tensors.has(`layers.${l}.weight`) || l === 0; l++) {
    const shape = shapeOf(tensors, `layers.${l}.weight`, file)
    const [outputs, inputs, ...more] = shape
    const bias = shapeOf(tensors, `layers.${l}.bias`, file)
    if (outputs === undefined || inputs === undefined || more.length > 0 || outputs < 1 || inputs < 1) {
      refuse(`${file}: layers.${l}.weight`, 'a shape (outputs, inputs)', `(${shape.join(', ')})`, 'network')
    }
    if (bias.length !== 1 || bias[0] !== outputs) {
      refuse(`${file}: layers.${l}.bias`, `shape (${outputs})`, `(${bias.join(', ')})`, 'network')
    }
    if (l > 0 && inputs !== sizes[l]) {
      refuse(
        `${file}: layers.${l}.weight`,
        `${sizes[l]} inputs as the layer before has outputs`,
        `${inputs}`,
        'network',
      )
    }
    if (l === 0) sizes.push(inputs)
    sizes.push(outputs)
  }
  return architectureOf(sizes, file, functions)
}

/**
 * A network from tensors so named; its parameters are a copy.
 * @param functions what it computes; the lecture's unless said otherwise
 * @throws as `architectureFrom`
 * @example
 * import { fromTensors } from 'antigrad/safetensors'
 *
 * const weight = { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) }
 * const bias = { shape: [2], values: Float32Array.of(0, 0) }
 * const tensors = new Map([['layers.0.weight', weight], ['layers.0.bias', bias]])
 * console.log(fromTensors(tensors, 'weights.json', { activations: [], head: 'linear-squared' }).predict([1, 1, 1]))
 */
export function fromTensors(
  tensors: ReadonlyMap<string, Tensor>,
  file: string,
  functions?: Functions,
): Network {
  const network = new Network(architectureFrom(tensors, file, functions))
  storeTensors(tensors, network.architecture, network.parameters)
  return network
}

/**
 * A number for each parameter of a network, from tensors named and shaped as its own: what `toTensors` made them of.
 * @throws as `architectureFrom`, and for another network's
 * @example
 * import { Network } from 'antigrad'
 * import { parametersFrom, toTensors } from 'antigrad/safetensors'
 *
 * const { architecture, parameters } = Network.create([4, 8, 2], 1)
 * console.log(parametersFrom(toTensors(architecture, parameters), architecture, 'model.safetensors').length)
 */
export function parametersFrom(
  tensors: ReadonlyMap<string, Tensor>,
  architecture: Architecture,
  file: string,
): Float32Array {
  const { sizes } = architectureFrom(tensors, file)
  if (String(sizes) !== String(architecture.sizes)) {
    refuse(file, `tensors of a network of ${architecture.sizes}`, `of ${sizes}`, 'network')
  }
  const parameters = new Float32Array(architecture.length)
  storeTensors(tensors, architecture, parameters)
  return parameters
}

/** Writes tensors named as `toTensors` names them, of the shapes that the architecture has, to its flat buffer. */
export function storeTensors(
  tensors: ReadonlyMap<string, Tensor>,
  architecture: Architecture,
  parameters: Float32Array,
): void {
  layerMatrices(architecture, parameters).forEach((layer, l) => {
    const { inputs, outputs } = architecture.layers[l]
    const weight = valuesOf(tensors, `layers.${l}.weight`)
    const bias = valuesOf(tensors, `layers.${l}.bias`)
    for (let j = 0; j < outputs; j++) {
      const { start, step } = columnOf(layer, j)
      for (let i = 0; i < inputs; i++) layer.values[start + i * step] = weight[j * inputs + i]
      layer.values[start + inputs * step] = bias[j]
    }
  })
}

/** Where a column of a layer begins in its values, and how far its rows, of which there are at least two, lie apart. */
function columnOf(layer: Matrix, column: number): { start: number; step: number } {
  const start = indexOf(layer, 0, column)
  return { start, step: indexOf(layer, 1, column) - start }
}

/** Rows are padded, so that a file of many rows and few columns may hold more than fits. */
function architectureOf(
  sizes: readonly number[],
  file: string,
  functions: Functions | undefined,
): Architecture {
  try {
    return createArchitecture(sizes, functions)
  } catch (error) {
    throw error instanceof UsageError ? new BadInput(`${file}: ${error.message}`) : error
  }
}

/**
 * The bytes whose SHA-256 names a network: the float32 of its tensors, little-endian, in the order of
 * their names. They are the data section of its model file.
 * @example
 * import { Network, weightBytes } from 'antigrad'
 *
 * const { architecture, parameters } = Network.create([4, 8, 2], 1)
 * const digest = await crypto.subtle.digest('SHA-256', weightBytes(architecture, parameters))
 * console.log(new Uint8Array(digest))
 */
export function weightBytes(architecture: Architecture, parameters: Float32Array): Uint8Array {
  const bytes = new Uint8Array(4 * architecture.parameters)
  const view = new DataView(bytes.buffer)
  let at = 0
  const byName = [...toTensors(architecture, parameters)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [, { values }] of byName) {
    for (let k = 0; k < values.length; k++, at += 4) view.setFloat32(at, values[k], true)
  }
  return bytes
}

function shapeOf(tensors: ReadonlyMap<string, Tensor>, name: string, file: string): readonly number[] {
  const tensor = tensors.get(name)
  if (!tensor) {
    refuse(file, `a tensor ${name}`, quotedSome([...tensors.keys()], NAMED) || 'none', 'network')
  }
  return tensor.shape
}

function valuesOf(tensors: ReadonlyMap<string, Tensor>, name: string): Float32Array {
  return tensors.get(name)?.values ?? new Float32Array(0)
}
