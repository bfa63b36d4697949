import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { OnnxGraph } from './graph.js'
import { readOnnx } from './read.js'

/** Two layers of two units, with nodes before the first, between them and behind the last. */
function model(nodes: { before?: Nodes; between?: Nodes; behind?: Nodes } = {}): Uint8Array {
  const graph = new OnnxGraph()
  const weight = () => graph.floats('weight', [2, 2], Float32Array.of(1, 2, 3, 4))
  const put = (value: string, added: Nodes = () => value) => added(graph, value)
  const inputs = put(graph.input('x', 'float', [2]), nodes.before)
  const first = put(graph.node('Gemm', [inputs, weight()]), nodes.between)
  graph.output(put(graph.node('Gemm', [first, weight()]), nodes.behind), 'float', [2])
  return graph.encode('model', {})
}

type Nodes = (graph: OnnxGraph, value: string) => string

const by =
  (operator: string, ...values: readonly number[]): Nodes =>
  (graph, value) =>
    graph.node(operator, [value, graph.floats('by', [values.length], Float32Array.from(values))])
const softmax =
  (axis?: number): Nodes =>
  (graph, value) =>
    graph.node('Softmax', [value], axis === undefined ? {} : { attributes: { axis } })
const then =
  (...all: readonly Nodes[]): Nodes =>
  (graph, value) =>
    all.reduce((last, each) => each(graph, last), value)
const only =
  (operator: string, attributes: Record<string, number> = {}): Nodes =>
  (graph, value) =>
    graph.node(operator, [value], { attributes })

const headOf = (nodes: Parameters<typeof model>[0]) => readOnnx(model(nodes), 'm.onnx').functions?.head

describe('a graph of ONNX', () => {
  it('is read where what lies between its layers does nothing else', () => {
    expect(headOf({})).toBe('linear-squared')
    expect(headOf({ before: by('Mul', 1, 1), between: by('Add', 0, 0) })).toBe('linear-squared')
    expect(headOf({ behind: softmax() })).toBe('softmax-cross-entropy')
    expect(headOf({ behind: then(only('Cast', { to: 1 }), softmax(1), only('Identity')) })).toBe(
      'softmax-cross-entropy',
    )
    expect(headOf({ behind: then(only('Cast', { to: 11 }), softmax(-1)) })).toBe('softmax-cross-entropy')
    expect(headOf({ behind: only('Sigmoid') })).toBe('sigmoid-cross-entropy')
  })

  // The first number of each array alone would do nothing.
  it.each<[string, Parameters<typeof model>[0]]>([
    ['inputs scaled one by one', { before: by('Mul', 1, 2) }],
    ['inputs moved one by one', { before: by('Sub', 0, 2) }],
    ['units scaled one by one', { between: by('Mul', 1, 2) }],
    ['outputs moved one by one', { behind: by('Add', 0, 2) }],
    ['a softmax of scaled outputs', { behind: then(by('Div', 2), softmax(1)) }],
    ['a softmax of scaled outputs, one by one', { behind: then(by('Mul', 1, 2), softmax(1)) }],
    ['a softmax of ReLU', { behind: then(only('Relu'), softmax(1)) }],
    ['a softmax that is scaled', { behind: then(softmax(1), by('Mul', 100)) }],
    ['a softmax whose scaling is undone', { behind: then(by('Mul', 2), softmax(1), by('Div', 2)) }],
    ['a softmax over the rows', { behind: softmax(0) }],
    ['a softmax over an axis of three', { behind: softmax(-2) }],
  ])('is refused, and not read as another, with %s', (_, nodes) => {
    expect(() => readOnnx(model(nodes), 'm.onnx')).toThrow(BadInput)
    expect(() => readOnnx(model(nodes), 'm.onnx')).toThrow(
      /^m\.onnx: .*found (?:another function|a function of them)/,
    )
  })

  it.each<[string, Parameters<typeof model>[0]]>([
    ['two softmaxes', { behind: then(softmax(1), softmax(1)) }],
    ['two softmaxes', { behind: then(softmax(1), only('Identity'), softmax(-1)) }],
    ['a cast to int64', { behind: only('Cast', { to: 7 }) }],
    ['a cast to float16', { behind: then(only('Cast', { to: 10 }), softmax(1)) }],
    ['a cast to float16 before it', { before: then(only('Cast', { to: 10 }), only('Cast', { to: 1 })) }],
    ['a cast to bfloat16', { between: then(only('Cast', { to: 16 }), only('Relu')) }],
    ['a cast to type 12', { behind: only('Cast', { to: 12 }) }],
  ])('is refused with %s, by name', (found, nodes) => {
    expect(() => readOnnx(model(nodes), 'm.onnx')).toThrow(BadInput)
    expect(() => readOnnx(model(nodes), 'm.onnx')).toThrow(new RegExp(`^m\\.onnx: .*, found ${found}$`))
  })

  it('is refused with sizes below 0', () => {
    const graph = new OnnxGraph()
    const weight = graph.floats('weight', [-2, -2], Float32Array.of(1, 2, 3, 4))
    graph.output(graph.node('Gemm', [graph.input('x', 'float', [2]), weight]), 'float', [2])
    expect(() => readOnnx(graph.encode('model', {}), 'm.onnx')).toThrow(
      'm.onnx: "weight": expected sizes from 0, found -2',
    )
  })
})
