import { BadInput, type Tensor } from '@antigrad/core'
import { quoted } from '@antigrad/core/internal'
import { transposed } from '../transposed.js'
import { floatAttribute, type Graph, integerAttribute, type Node } from './read-graph.js'

/** A fully connected layer of a graph: a Gemm, or a MatMul and the Add after it. */
export interface Dense {
  /** The values that go in and come out. */
  readonly input: string
  readonly output: string
  /** (outputs, inputs) and (outputs) */
  readonly weight: Tensor
  readonly bias: Tensor
}

/** @throws BadInput where its weights are not kept in the file, or it does more than multiply and add */
export function denseOf(node: Node, graph: Graph, file: string): Dense {
  const place = `${file}: ${node.operator} ${quoted(node.output)}`
  const [a, b, c = ''] = node.inputs
  const kept = graph.arrays.get(b)
  if (kept?.shape.length !== 2) {
    throw new BadInput(`${place}: expected weights of two dimensions in the file, found none`)
  }
  if (node.operator === 'MatMul') {
    const [add] = graph.takers.get(node.output) ?? []
    const weight = turned(kept)
    const other = add?.operator === 'Add' ? add.inputs.find((input) => input !== node.output) : undefined
    const bias = other === undefined ? undefined : graph.arrays.get(other)
    // What is added to each output by itself; one number for all may be of an activation.
    const isBias = bias && bias.values.length === weight.shape[0] && bias.shape.length > 0
    const only = graph.takers.get(node.output)?.length === 1
    if (add && only && isBias)
      return { input: a, output: add.output, weight, bias: spread(bias, weight, place) }
    return { input: a, output: node.output, weight, bias: spread(undefined, weight, place) }
  }
  const isPlain =
    floatAttribute(node, 'alpha', 1) === 1 &&
    floatAttribute(node, 'beta', 1) === 1 &&
    integerAttribute(node, 'transA', 0) === 0
  if (!isPlain) throw new BadInput(`${place}: expected alpha 1, beta 1 and transA 0, found others`)
  const weight = integerAttribute(node, 'transB', 0) === 0 ? turned(kept) : kept
  const bias = graph.arrays.get(c)
  if (c !== '' && !bias) throw new BadInput(`${place}: expected biases in the file, found none`)
  return { input: a, output: node.output, weight, bias: spread(bias, weight, place) }
}

function turned({ shape: [rows, columns], values }: Tensor): Tensor {
  return { shape: [columns, rows], values: transposed(values, rows, columns) }
}

/** Biases, one for each output: zeros where there are none. */
function spread(bias: Tensor | undefined, { shape: [outputs] }: Tensor, place: string): Tensor {
  const values = bias?.values ?? new Float32Array(outputs)
  if (values.length === outputs) return { shape: [outputs], values }
  if (values.length === 1) return { shape: [outputs], values: new Float32Array(outputs).fill(values[0]) }
  throw new BadInput(`${place}: expected ${outputs} biases, found ${values.length}`)
}
