import type { ColumnScaling, FeatureForm, TableForm } from '@antigrad/data/forms'
import { FURTHEST, inputsOf } from '@antigrad/data/forms'
import type { SharedModel } from '../shared-model.js'
import type { OnnxGraph } from './graph.js'

/**
 * Adds what a model takes as it lies in the world, and what makes the network's inputs of it:
 *
 * - `pixels`, bytes (rows, height, width), in colour (rows, height, width, 3): byte / 255
 * - of a table an input for each column, (rows, 1), of its name: numbers as float64, NaN where one is missing; texts as they
 *   stand in the table, '' where one is missing; moments in days since 1970-01-01. They are filled, scaled and taken apart as
 *   in training
 * - `features`, float32 (rows, inputs), of any other model
 *
 * @returns the value of the network's inputs, (rows, inputs)
 */
export function addInputs(graph: OnnxGraph, { network, meaning }: SharedModel): string {
  const { table, pictures, image } = meaning
  const [inputs] = network.architecture.sizes
  if (table) return addTable(graph, table)
  const shape = pictures ?? (image && { ...image, channels: 1 })
  if (!shape || shape.width * shape.height * shape.channels !== inputs) {
    return graph.input('features', 'float', [inputs])
  }
  const { width, height, channels } = shape
  const pixels = graph.input('pixels', 'uint8', channels === 1 ? [height, width] : [height, width, channels])
  const flat = graph.node('Flatten', [pixels], { attributes: { axis: 1 } })
  const floats = graph.node('Cast', [flat], { attributes: { to: 1 } })
  return graph.node('Div', [floats, graph.floats('255', [1], Float32Array.of(255))])
}

function addTable(graph: OnnxGraph, form: TableForm): string {
  // All names first: a column has its own before any value in between can take it.
  const columns = form.features.map(({ name, categories }, place) =>
    graph.input(name || `column ${place + 1}`, categories.length > 0 ? 'string' : 'double', [1]),
  )
  const parts: string[] = []
  let input = 0
  for (const [place, feature] of form.features.entries()) {
    if (feature.categories.length > 0) parts.push(addTexts(graph, columns[place], feature, form))
    else parts.push(...addNumber(graph, columns[place], feature, scalingAt(form.scaling.features, input)))
    input += inputsOf([feature])
  }
  return parts.length === 1 ? parts[0] : graph.node('Concat', parts, { attributes: { axis: 1 } })
}

interface OneScaling {
  readonly offset: number
  readonly divisor: number
  readonly base: number
}

function scalingAt({ offsets, divisors, base }: ColumnScaling, input: number): OneScaling {
  return { offset: offsets[input], divisor: divisors[input], base }
}

/** `applyScaling` of a column, in float64 as there. */
function addNumber(
  graph: OnnxGraph,
  column: string,
  { fill, cycles = [], indicator }: FeatureForm,
  { offset, divisor, base }: OneScaling,
): string[] {
  const takesGaps = fill !== undefined || indicator === true
  const isMissing = takesGaps ? graph.node('IsNaN', [column]) : ''
  const filled =
    fill === undefined ? column : graph.node('Where', [isMissing, graph.doubles('fill', [fill]), column])
  const centred = graph.node('Sub', [filled, graph.doubles('offset', [offset])])
  const divided = graph.node('Div', [centred, graph.doubles('divisor', [divisor])])
  const scaled = base === 0 ? divided : graph.node('Add', [divided, graph.doubles('base', [base])])
  const least = graph.node('Max', [scaled, graph.doubles('least', [-FURTHEST])])
  const bounded = graph.node('Min', [least, graph.doubles('most', [FURTHEST])])
  const floats = graph.node('Cast', [bounded], { attributes: { to: 1 } })
  const waves = cycles.flatMap((period) => addCycle(graph, column, period))
  const none = takesGaps && waves.length > 0 && graph.floats('none', [1], Float32Array.of(0))
  const turning = none ? waves.map((wave) => graph.node('Where', [isMissing, none, wave])) : waves
  const flag = indicator ? [graph.node('Cast', [isMissing], { attributes: { to: 1 } })] : []
  return [floats, ...turning, ...flag]
}

/**
 * The cosine and the sine of a cycle, as `writeCycles`: float64 up to the part of a turn, from half a turn before it to half
 * after.
 */
function addCycle(graph: OnnxGraph, column: string, period: number): string[] {
  const days = period > 1 ? graph.node('Floor', [column]) : column
  const turns = graph.node('Div', [days, graph.doubles('period', [period])])
  const half = graph.node('Add', [turns, graph.doubles('half', [0.5])])
  const part = graph.node('Sub', [turns, graph.node('Floor', [half])])
  const angle = graph.node('Mul', [part, graph.doubles('turn', [2 * Math.PI])])
  const quarter = graph.node('Add', [angle, graph.doubles('quarter', [Math.PI / 2])])
  return [quarter, angle].map((radians) =>
    graph.node('Cast', [graph.node('Sin', [radians])], { attributes: { to: 1 } }),
  )
}

/** 1 for the text that a cell holds: what is missing is a text more, whose input stays only where it says so. */
function addTexts(
  graph: OnnxGraph,
  column: string,
  { categories, indicator }: FeatureForm,
  { missing = 'error', unknown = 'error' }: TableForm,
): string {
  const takesGaps = missing === 'mean' || missing === 'indicator'
  const texts = takesGaps ? [...categories, ''] : categories
  const one = graph.node('OneHotEncoder', [column], {
    ml: true,
    columns: [1, texts.length],
    attributes: {
      cats_strings: texts,
      // Whether a text that is not known is none of them, or an error.
      zeros: unknown === 'other' ? 1 : 0,
    },
  })
  const flat = graph.node('Flatten', [one], { attributes: { axis: 1 } })
  if (!takesGaps || indicator) return flat
  const [from, to] = [graph.integers('from', [0]), graph.integers('to', [categories.length])]
  return graph.node('Slice', [flat, from, to, graph.integers('axis', [1])])
}
