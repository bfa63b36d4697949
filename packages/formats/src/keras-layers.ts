import {
  type Activation,
  BadInput,
  type Functions,
  type Head,
  type Network,
  type Tensor,
  toTensors,
} from '@antigrad/core'
import { type Json, quoted, shownJson } from '@antigrad/core/internal'
import { fieldsOf, listOf } from './json-fields.js'
import { transposed } from './transposed.js'

/** What Keras and tfjs call the activations that they have by name; leaky ReLU is a layer of its own. */
const NAMES: Readonly<Record<Exclude<Activation, 'leaky-relu'> | 'softmax', string>> = {
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'relu',
  gelu: 'gelu_new',
  silu: 'swish',
  linear: 'linear',
  softmax: 'softmax',
}

/** Other names of the same, as Keras 3 has them. */
const OTHERS: Readonly<Record<string, Activation>> = { silu: 'silu' }

/** What an output activation is trained with, where nobody says: the loss decides nothing of what is predicted. */
const HEADS: Readonly<Record<string, Head>> = {
  softmax: 'softmax-cross-entropy',
  sigmoid: 'sigmoid-cross-entropy',
  linear: 'linear-squared',
}

const SLOPE = 0.01
/** Layers that do nothing where a model is asked. */
const IDLE = ['InputLayer', 'Dropout', 'Flatten', 'GaussianNoise', 'GaussianDropout', 'AlphaDropout']

/** A fully connected layer: its weights are called `NAME/kernel` (inputs, outputs) and `NAME/bias`. */
export interface DenseLayer {
  readonly name: string
  readonly units: number
  readonly hasBias: boolean
}

/** The layers of a model, and what it computes. */
export interface DenseLayers {
  readonly layers: readonly DenseLayer[]
  readonly functions: Functions
}

/** The weights of a layer: its kernel in rows of outputs, and its biases. */
export interface LayerArrays {
  readonly kernel: Tensor
  readonly bias?: Tensor
}

/** The configuration of a Sequential model, and its weights in order: (inputs, outputs) and (outputs). */
export interface SequentialModel {
  readonly config: object
  readonly weights: readonly (Tensor & { readonly name: string })[]
}

/** Who reads a configuration. */
export type Dialect = 'tfjs' | 'keras'

/** A network as a Sequential model of Dense layers, `dense`, `dense_1` and so on. */
export function sequentialOf({ architecture, parameters }: Network, dialect: Dialect): SequentialModel {
  const tensors = toTensors(architecture, parameters)
  const weights: (Tensor & { name: string })[] = []
  const layers = architecture.layers.flatMap(({ inputs, outputs, activation }, l) => {
    const name = l === 0 ? 'dense' : `dense_${l}`
    const none = new Float32Array(0)
    const kernel = transposed(tensors.get(`layers.${l}.weight`)?.values ?? none, outputs, inputs)
    weights.push({ name: `${name}/kernel`, shape: [inputs, outputs], values: kernel })
    const bias = tensors.get(`layers.${l}.bias`)?.values ?? none
    weights.push({ name: `${name}/bias`, shape: [outputs], values: bias })
    const isLeaky = activation === 'leaky-relu'
    const dense = {
      class_name: 'Dense',
      config: {
        name,
        units: outputs,
        activation: isLeaky ? 'linear' : NAMES[activation],
        use_bias: true,
        dtype: 'float32',
        trainable: true,
        ...(l === 0 && dialect === 'tfjs' && { batch_input_shape: [null, inputs] }),
      },
    }
    if (!isLeaky) return [dense]
    const slope = dialect === 'keras' ? { negative_slope: SLOPE } : { alpha: SLOPE }
    return [dense, { class_name: 'LeakyReLU', config: { name: `leaky_re_lu_${l}`, ...slope } }]
  })
  if (dialect === 'tfjs') return { config: { name: 'antigrad', layers }, weights }
  const input = { batch_shape: [null, architecture.sizes[0]], dtype: 'float32', name: 'input_layer' }
  const all = [{ class_name: 'InputLayer', config: input }, ...layers]
  const named = all.map((layer) => ({ module: 'keras.layers', ...layer, registered_name: null }))
  return { config: { name: 'antigrad', trainable: true, dtype: 'float32', layers: named }, weights }
}

/**
 * Reads the configuration of a model of Keras or tfjs, Sequential or functional with one way through it.
 * @throws BadInput for a layer or an activation that a network here does not have
 */
export function denseLayersOf(model: Json | undefined, file: string): DenseLayers {
  const { class_name: kind, config } = fieldsOf(model)
  if (kind !== 'Sequential' && kind !== 'Functional' && kind !== 'Model') {
    throw new BadInput(`${file}: expected a Sequential or Functional model, found ${shownJson(kind)}`)
  }
  const layers: DenseLayer[] = []
  const activations: string[] = []
  const before: (Json | undefined)[] = []
  for (const [place, each] of listOf(Array.isArray(config) ? config : fieldsOf(config).layers).entries()) {
    const {
      class_name: type,
      config: own,
      inbound_nodes: inbound,
      registered_name: registered,
    } = fieldsOf(each)
    const fields = fieldsOf(own)
    const refuse = (expected: string, found: Json | undefined): never => {
      throw new BadInput(`${file}: layer ${place + 1}: expected ${expected}, found ${shownJson(found)}`)
    }
    if (typeof registered === 'string') refuse('a layer of Keras itself', registered)
    if (kind !== 'Sequential') checkOneWay(inbound, before, refuse)
    before.push(fields.name)
    if (type === 'Dense') {
      const { name, units, use_bias: hasBias = true, activation = 'linear' } = fields
      if (typeof name !== 'string') return refuse('a name', name)
      if (typeof units !== 'number') return refuse('a number of units', units)
      layers.push({ name, units, hasBias: hasBias === true })
      activations.push(activationOf(activation, refuse))
      continue
    }
    if (typeof type === 'string' && IDLE.includes(type)) continue
    const last = activations.length - 1
    if (last < 0 || activations[last] !== 'linear') refuse('Dense layers with one activation each', type)
    activations[last] = activationLayer(type, fields, refuse)
  }
  const output = activations.pop()
  if (output === undefined) throw new BadInput(`${file}: expected a Dense layer, found none`)
  const head = HEADS[output]
  if (head === undefined)
    throw new BadInput(`${file}: expected an output of ${Object.keys(HEADS).join(', ')}, found ${output}`)
  if (activations.includes('softmax'))
    throw new BadInput(`${file}: expected softmax as the last activation alone`)
  return { layers, functions: { activations: activations as Activation[], head } }
}

type Refuse = (expected: string, found: Json | undefined) => never

/** Of a functional model: a layer takes what the one before it gives, and nothing else. */
function checkOneWay(inbound: Json | undefined, before: readonly (Json | undefined)[], refuse: Refuse): void {
  const named = JSON.stringify(inbound ?? [])
  const used = before.filter((name) => named.includes(JSON.stringify(name)))
  if (before.length > 0 && (used.length !== 1 || used[0] !== before[before.length - 1])) {
    refuse('the layer before as the only input', inbound)
  }
}

function activationLayer(
  type: Json | undefined,
  fields: ReturnType<typeof fieldsOf>,
  refuse: Refuse,
): string {
  switch (type) {
    case 'Activation':
      return activationOf(fields.activation, refuse)
    case 'ReLU': {
      const { max_value: most = null, negative_slope: slope, threshold } = fields
      const bends = [slope, threshold].find((value) => typeof value === 'number' && value !== 0)
      if (most !== null || bends !== undefined)
        refuse('ReLU without bound, slope or threshold', most ?? bends)
      return 'relu'
    }
    case 'Softmax': {
      const { axis = -1 } = fields
      if (axis !== -1 && axis !== 1) refuse('a softmax of each row, axis -1', axis)
      return 'softmax'
    }
    case 'LeakyReLU': {
      const slope = fields.negative_slope ?? fields.alpha
      if (typeof slope !== 'number' || Math.abs(slope - SLOPE) > 1e-6) refuse(`a slope of ${SLOPE}`, slope)
      return 'leaky-relu'
    }
    default:
      return refuse(`Dense, an activation or one of ${IDLE.join(', ')}`, type)
  }
}

function activationOf(name: Json | undefined, refuse: Refuse): string {
  const [known] = Object.entries(NAMES).find(([, theirs]) => theirs === name) ?? []
  const other = typeof name === 'string' && Object.hasOwn(OTHERS, name) ? OTHERS[name] : undefined
  return known ?? other ?? refuse(`an activation of ${Object.values(NAMES).join(', ')}`, name)
}

/**
 * The tensors of layers, each with its arrays.
 * @throws BadInput where their sizes are not those of the layers
 */
export function tensorsOfLayers(
  layers: readonly DenseLayer[],
  arraysOf: (layer: DenseLayer, index: number) => LayerArrays | undefined,
  file: string,
): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>()
  for (const [l, layer] of layers.entries()) {
    const { name, units, hasBias } = layer
    const { kernel, bias } = arraysOf(layer, l) ?? {}
    const [inputs, outputs] = kernel?.shape ?? []
    const fits = bias ? bias.values.length === units : !hasBias
    if (kernel?.shape.length !== 2 || outputs !== units || !fits) {
      const found = [kernel, bias]
        .map((array) => (array ? `(${array.shape.join(', ')})` : 'none'))
        .join(' and ')
      throw new BadInput(
        `${file}: ${quoted(name)}: expected a kernel (inputs, ${units})${hasBias ? ' and as many biases' : ''}, found ${found}`,
      )
    }
    tensors.set(`layers.${l}.weight`, {
      shape: [units, inputs],
      values: transposed(kernel.values, inputs, units),
    })
    tensors.set(`layers.${l}.bias`, { shape: [units], values: bias?.values ?? new Float32Array(units) })
  }
  return tensors
}
