import { BadInput, type Tensor } from '@antigrad/core'
import { quoted } from '@antigrad/core/internal'
import type { Fields } from '../protobuf/read.js'
import { ATTRIBUTE, GRAPH, NODE, TENSOR, VALUE } from './schema.js'
import { readTensor } from './tensor.js'

/** Nodes of a graph; more are no network of layers. */
const MOST_NODES = 100_000

/** A node, with its place among the others. */
export interface Node {
  readonly operator: string
  readonly inputs: readonly string[]
  readonly output: string
  readonly attributes: ReadonlyMap<string, Fields>
}

/** A graph as it is followed: by the names of its values. */
export interface Graph {
  readonly nodes: readonly Node[]
  /** Which node makes a value. */
  readonly makers: ReadonlyMap<string, Node>
  /** Which nodes take it. */
  readonly takers: ReadonlyMap<string, readonly Node[]>
  /** Arrays that it keeps. */
  readonly arrays: ReadonlyMap<string, Tensor>
  readonly outputs: readonly string[]
}

/** @throws BadInput for a value that two nodes make */
export function readGraph(graph: Fields, file: string): Graph {
  const arrays = new Map<string, Tensor>()
  const keep = (name: string, fields: Fields): void => {
    const tensor = readTensor(fields, file)
    if (tensor) arrays.set(name, tensor)
  }
  for (const fields of graph.messages(GRAPH.initializers)) keep(fields.text(TENSOR.name), fields)
  const found = graph.messages(GRAPH.nodes)
  if (found.length > MOST_NODES) {
    throw new BadInput(`${file}: expected at most ${MOST_NODES} nodes, found ${found.length}`)
  }
  const nodes: Node[] = []
  const makers = new Map<string, Node>()
  const takers = new Map<string, Node[]>()
  for (const fields of found) {
    const [output = ''] = fields.texts(NODE.outputs)
    const attributes = new Map(
      fields.messages(NODE.attributes).map((each) => [each.text(ATTRIBUTE.name), each] as const),
    )
    const node = {
      operator: fields.text(NODE.operator),
      inputs: fields.texts(NODE.inputs),
      output,
      attributes,
    }
    const value = attributes.get('value')
    if (node.operator === 'Constant' && value) keep(output, value.message(ATTRIBUTE.tensor))
    if (makers.has(output))
      throw new BadInput(`${file}: expected each value once, found ${quoted(output)} twice`)
    nodes.push(node)
    makers.set(output, node)
    for (const input of new Set(node.inputs)) {
      const others = takers.get(input)
      if (others) others.push(node)
      else takers.set(input, [node])
    }
  }
  const outputs = graph.messages(GRAPH.outputs).map((output) => output.text(VALUE.name))
  return { nodes, makers, takers, arrays, outputs }
}

/** A float attribute; `fallback` where the node has none. */
export function floatAttribute({ attributes }: Node, name: string, fallback: number): number {
  const [bytes] = attributes.get(name)?.bytes(ATTRIBUTE.float) ?? []
  return bytes ? new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0, true) : fallback
}

/** A whole-number attribute; `fallback` where the node has none. */
export function integerAttribute({ attributes }: Node, name: string, fallback: number): number {
  return attributes.get(name)?.integer(ATTRIBUTE.integer) ?? fallback
}
