import {
  ACTIVATIONS,
  type Activation,
  BadInput,
  type Functions,
  type Head,
  type Tensor,
} from '@antigrad/core'
import { quoted, reference } from '@antigrad/core/internal'
import type { FoundModel } from '../found-model.js'
import { Fields } from '../protobuf/read.js'
import { DESCRIPTION } from '../shared-model.js'
import { BETWEEN, type Between, followBack } from './between-layers.js'
import { type Dense, denseOf } from './dense.js'
import { type Graph, readGraph } from './read-graph.js'
import { ENTRY, MODEL } from './schema.js'

/** Where an activation is told from the others, and how near it has to come. */
const PROBES = [-6, -2.5, -1, -0.3, 0, 0.2, 0.9, 1.7, 4]
const NEAR = 1e-5

const ANOTHER = 'another function'

const KNOWN = `Gemm, MatMul and between them ${BETWEEN.join(', ')}`

const HEADS: Readonly<Record<string, Head>> = {
  softmax: 'softmax-cross-entropy',
  sigmoid: 'sigmoid-cross-entropy',
  linear: 'linear-squared',
}

/**
 * Reads an ONNX file: fully connected layers, one after the other, as Gemm or as MatMul and Add. It follows the graph, and tells
 * an activation by what its operators make of numbers, however it is put together.
 * @throws BadInput for anything else, and for preparation of the inputs in the file of another program
 * @example
 * import { Network } from 'antigrad'
 * import { readOnnx, writeOnnx } from 'antigrad/onnx'
 *
 * const bytes = writeOnnx({ network: Network.create([4, 8, 2], 1), meaning: {} })
 * console.log(readOnnx(bytes, 'model.onnx').functions)
 */
export function readOnnx(bytes: Uint8Array, file: string): FoundModel {
  const model = new Fields(bytes, { file, content: 'an ONNX model' })
  const entries = model
    .messages(MODEL.metadata)
    .map((entry) => [entry.text(ENTRY.key), entry.text(ENTRY.value)] as const)
  const description = new Map(entries).get(DESCRIPTION)
  const graph = readGraph(model.message(MODEL.graph), file)
  const layers = layersOf(graph, file)
  const tensors = new Map<string, Tensor>()
  for (const [l, { dense }] of layers.entries()) {
    tensors.set(`layers.${l}.weight`, dense.weight)
    tensors.set(`layers.${l}.bias`, dense.bias)
  }
  // Ours says what it computes, and what its inputs are prepared by.
  if (description !== undefined) return { tensors, description }
  return { tensors, functions: functionsOf(layers, graph, file) }
}

interface FoundLayer {
  readonly dense: Dense
  /** From the layer before, or from the inputs. */
  readonly before: Between
}

/** The layers in the order in which one takes what another gives. */
function layersOf(graph: Graph, file: string): FoundLayer[] {
  const all = graph.nodes
    .filter(({ operator }) => operator === 'Gemm' || operator === 'MatMul')
    .map((node) => denseOf(node, graph, file))
  const outputs = new Set(all.map(({ output }) => output))
  const after = new Map<string, FoundLayer>()
  const first: FoundLayer[] = []
  for (const dense of all) {
    const before = followBack(dense.input, graph, (value) => outputs.has(value), file)
    if (!outputs.has(before.from)) first.push({ dense, before })
    else if (after.has(before.from)) {
      throw new BadInput(`${file}: ${quoted(before.from)}: expected one layer after it, found two`)
    } else after.set(before.from, { dense, before })
  }
  if (first.length !== 1) {
    const unknown = first.map(({ before }) => before.operator).find((operator) => operator !== undefined)
    const what =
      unknown === undefined ? `one first layer, found ${first.length}` : `${KNOWN}, found ${quoted(unknown)}`
    throw new BadInput(`${file}: expected ${what}`)
  }
  const ordered = [...first]
  for (let next = after.get(first[0].dense.output); next; next = after.get(next.dense.output))
    ordered.push(next)
  if (ordered.length === all.length) return ordered
  throw new BadInput(
    `${file}: expected layers one after the other, found ${all.length - ordered.length} apart`,
  )
}

function functionsOf(layers: readonly FoundLayer[], graph: Graph, file: string): Functions {
  const [{ before: inputs }] = layers
  if (inputs.operator !== undefined || inputs.isSoftmax || nameOf(inputs) !== 'linear') {
    const found =
      inputs.operator === undefined ? (inputs.unlike ?? 'a function of them') : quoted(inputs.operator)
    throw new BadInput(
      `${file}: expected a first layer that takes the inputs as they are, found ${found} before it`,
    )
  }
  const activations = layers.slice(1).map(({ before }, l) => {
    const name = before.isSoftmax ? undefined : nameOf(before)
    return name ?? refuseActivation(`${file}: hidden layer ${l + 1}`, before.unlike)
  })
  const last = layers[layers.length - 1].dense.output
  const outputs = new Set(layers.map(({ dense }) => dense.output))
  const ends = graph.outputs.map((value) => followBack(value, graph, (at) => outputs.has(at), file))
  const end = ends.find(({ from }) => from === last)
  const name = end && nameOf(end)
  const output = end?.isSoftmax ? (name === 'linear' ? 'softmax' : undefined) : name
  const head = output === undefined ? undefined : HEADS[output]
  if (head) return { activations, head }
  throw new BadInput(
    `${file}: expected an output of ${Object.keys(HEADS).join(', ')}, found ${end?.unlike ?? output ?? ANOTHER}`,
  )
}

/** Which activation it is. */
function nameOf({ apply, unlike }: Between): Activation | undefined {
  if (unlike !== undefined) return undefined
  return ACTIVATIONS.find((name) =>
    PROBES.every((x) => Math.abs(apply(x) - reference.activate(name, x)) <= NEAR),
  )
}

function refuseActivation(place: string, found = ANOTHER): never {
  throw new BadInput(
    `${place}: expected one of ${ACTIVATIONS.join(', ')} (gelu in its tanh form), found ${found}`,
  )
}
