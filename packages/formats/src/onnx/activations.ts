import type { Activation } from '@antigrad/core'
import type { OnnxGraph } from './graph.js'

/** √(2/π) and the factor of p³ in GELU's tanh form. */
const SLOPE = 0.7978845608028654
const CUBIC = 0.044715

/** What an activation makes of preactivations, in operators of ONNX. */
export function addActivation(
  graph: OnnxGraph,
  activation: Activation | 'softmax',
  p: string,
  output: string,
): string {
  switch (activation) {
    case 'sigmoid':
      return graph.node('Sigmoid', [p], { output })
    case 'tanh':
      return graph.node('Tanh', [p], { output })
    case 'relu':
      return graph.node('Relu', [p], { output })
    case 'leaky-relu':
      return graph.node('LeakyRelu', [p], { output, attributes: { alpha: { float: 0.01 } } })
    case 'silu':
      return graph.node('Mul', [p, graph.node('Sigmoid', [p])], { output })
    case 'gelu':
      return graph.node('Mul', [p, graph.node('Sigmoid', [twice(graph, p)])], { output })
    case 'linear':
      return graph.node('Identity', [p], { output })
    case 'softmax':
      return graph.node('Softmax', [p], { output, attributes: { axis: 1 } })
  }
}

/** 2√(2/π) (p + 0.044715 p³), as p · (a + b p²). */
function twice(graph: OnnxGraph, p: string): string {
  const constant = (name: string, value: number): string => graph.floats(name, [1], Float32Array.of(value))
  const square = graph.node('Mul', [p, p])
  const cubic = graph.node('Mul', [square, constant('cubic', 2 * SLOPE * CUBIC)])
  const slope = graph.node('Add', [cubic, constant('slope', 2 * SLOPE)])
  return graph.node('Mul', [p, slope])
}
