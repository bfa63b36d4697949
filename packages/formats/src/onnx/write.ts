import { toTensors } from '@antigrad/core'
import type { SharedModel } from '../shared-model.js'
import { transposed } from '../transposed.js'
import { addActivation } from './activations.js'
import { OnnxGraph } from './graph.js'
import { addInputs } from './inputs.js'

/**
 * A model as the bytes of an ONNX file (IR version 8, opset 13), with what happens before the network and after it: raw rows
 * go in (`addInputs`), and these come out, for any number of rows:
 *
 * - `outputs` (rows, outputs): what the network's last layer says, after its softmax or sigmoid
 * - `logits` (rows, outputs): its preactivations
 * - `label` (rows), of classes with names: the name of the largest output, the first of equal ones
 * - `labels` (rows, columns), of several labels of a table: whether a row has each, which is where its output is above ½
 * - `values` (rows, columns), of numbers learned of a table: in the table's units, float64
 *
 * @param metadata texts that the file keeps: `metadata_props`
 * @example
 * import { Network } from 'antigrad'
 * import { writeOnnx } from 'antigrad/onnx'
 *
 * const network = Network.create([4, 8, 2], 1)
 * console.log(writeOnnx({ network, meaning: { classes: ['no', 'yes'] } }).length)
 */
export function writeOnnx(model: SharedModel, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const { network } = model
  const { architecture, parameters } = network
  const graph = new OnnxGraph()
  let y = addInputs(graph, model)
  const outputs = graph.name('outputs')
  const logits = graph.name('logits')
  const tensors = toTensors(architecture, parameters)
  const last = architecture.layers.length - 1
  for (const [l, { inputs, outputs: units, activation }] of architecture.layers.entries()) {
    const weight = tensors.get(`layers.${l}.weight`)?.values ?? new Float32Array(0)
    const bias = tensors.get(`layers.${l}.bias`)?.values ?? new Float32Array(0)
    const W = graph.floats(`layers.${l}.weight`, [inputs, units], transposed(weight, units, inputs))
    const b = graph.floats(`layers.${l}.bias`, [units], bias)
    const p = graph.node('Gemm', [y, W, b], { output: l === last ? logits : graph.name(`layers.${l}.p`) })
    y = addActivation(graph, activation, p, l === last ? outputs : graph.name(`layers.${l}.y`))
  }
  const units = architecture.sizes[architecture.sizes.length - 1]
  graph.output(outputs, 'float', [units])
  graph.output(logits, 'float', [units])
  addAnswers(graph, outputs, model)
  return graph.encode('network', metadata)
}

/** What the outputs mean. */
function addAnswers(
  graph: OnnxGraph,
  outputs: string,
  { network: { architecture }, meaning: { classes = [], table } }: SharedModel,
): void {
  if (classes.length > 0) {
    const largest = graph.node('ArgMax', [outputs], { attributes: { axis: 1, keepdims: 0 } })
    const label = graph.node('Gather', [graph.texts('classes', classes), largest], {
      output: graph.name('label'),
    })
    graph.output(label, 'string', [])
  }
  if (table?.task !== 'regress') return
  if (architecture.head === 'sigmoid-cross-entropy') {
    const half = graph.floats('half', [1], Float32Array.of(0.5))
    const labels = graph.node('Greater', [outputs, half], { output: graph.name('labels') })
    graph.output(labels, 'bool', [table.label.length])
    return
  }
  const scaling = table.scaling.targets
  if (scaling) {
    const { offsets, divisors, base } = scaling
    const doubles = graph.node('Cast', [outputs], { attributes: { to: 11 } })
    const above = graph.node('Sub', [doubles, graph.doubles('base', [base])])
    const stretched = graph.node('Mul', [above, graph.doubles('divisors', divisors)])
    const values = graph.node('Add', [stretched, graph.doubles('offsets', offsets)], {
      output: graph.name('values'),
    })
    graph.output(values, 'double', [offsets.length])
  }
}
