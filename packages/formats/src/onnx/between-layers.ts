import { BadInput, type Tensor } from '@antigrad/core'
import { quoted } from '@antigrad/core/internal'
import { floatAttribute, type Graph, integerAttribute, type Node } from './read-graph.js'

/** Nodes from one layer to the next at most. */
const MOST_BETWEEN = 64

/** Types of floats, by the numbers of the format: what is cast to one stays what it is. */
const FLOATS = [1, 10, 11, 16]

/** Operators that do nothing to a number, where a model is asked. */
const IDLE = ['Identity', 'Dropout', 'Flatten', 'Reshape', 'Cast', 'Squeeze', 'Unsqueeze']

/** Whether an axis is that along which the rows of a matrix lie: the last, 1 or −1, which is read as some large number. */
function isRow(axis: number): boolean {
  return axis === 1 || axis > Number.MAX_SAFE_INTEGER
}

/** What the others make of numbers. */
const FUNCTIONS: Readonly<Record<string, (args: readonly number[], node: Node) => number>> = {
  ...Object.fromEntries(IDLE.map((operator) => [operator, ([x]: readonly number[]) => x])),
  Cast: ([x], node) => (FLOATS.includes(integerAttribute(node, 'to', 0)) ? x : Number.NaN),
  // Of a row of outputs it is one function, told by `isSoftmax`; over anything but rows it is another.
  Softmax: ([x], node) => (isRow(integerAttribute(node, 'axis', 1)) ? x : Number.NaN),
  Sigmoid: ([x]) => 1 / (1 + Math.exp(-x)),
  Tanh: ([x]) => Math.tanh(x),
  Relu: ([x]) => Math.max(x, 0),
  LeakyRelu: ([x], node) => (x < 0 ? x * floatAttribute(node, 'alpha', 0.01) : x),
  Neg: ([x]) => -x,
  Mul: ([a, b]) => a * b,
  Add: ([a, b]) => a + b,
  Sub: ([a, b]) => a - b,
  Div: ([a, b]) => a / b,
  Pow: ([a, b]) => a ** b,
}

/** The operators between layers that are known. */
export const BETWEEN = Object.keys(FUNCTIONS)

/** From the value that a layer takes back to where it comes from: another layer's output, or the model's own input. */
export interface Between {
  /** The value it comes from. */
  readonly from: string
  /** Of a value that no layer gives: the operator that makes it, none for an input of the model. */
  readonly operator: string | undefined
  /** Whether a softmax is among the nodes: it takes a whole row. */
  readonly isSoftmax: boolean
  /** What becomes of one number on the way, but for a softmax; NaN where that differs from number to number of a row. */
  apply(x: number): number
}

/**
 * Follows a value back through what is computed number by number.
 * @param isSource whether a value is the output of a layer
 * @throws BadInput where it comes from two values
 */
export function followBack(
  value: string,
  graph: Graph,
  isSource: (value: string) => boolean,
  file: string,
): Between {
  const order: { value: string; node: Node }[] = []
  const done = new Set<string>()
  const sources = new Set<string>()
  let isSoftmax = false
  const visit = (at: string, depth: number): void => {
    if (done.has(at) || graph.arrays.has(at)) return
    done.add(at)
    const node = graph.makers.get(at)
    const isKnown = node && Object.hasOwn(FUNCTIONS, node.operator)
    if (!isKnown || isSource(at)) {
      sources.add(at)
      return
    }
    const { operator } = node
    if (operator === 'Softmax') isSoftmax = true
    if (depth > MOST_BETWEEN) {
      throw new BadInput(
        `${file}: ${quoted(at)}: expected at most ${MOST_BETWEEN} nodes between layers, found more`,
      )
    }
    const takesOne = IDLE.includes(operator) || operator === 'Softmax'
    for (const input of takesOne ? node.inputs.slice(0, 1) : node.inputs) visit(input, depth + 1)
    order.push({ value: at, node })
  }
  visit(value, 0)
  const [from, other] = sources
  if (from === undefined || other !== undefined) {
    throw new BadInput(`${file}: ${quoted(value)}: expected one layer before it, found ${sources.size}`)
  }
  const apply = (x: number): number => {
    const numbers = new Map<string, number>([[from, x]])
    const numberOf = (name: string): number => numbers.get(name) ?? sameNumber(graph.arrays.get(name))
    for (const { value: at, node } of order) {
      numbers.set(at, FUNCTIONS[node.operator](node.inputs.map(numberOf), node))
    }
    return numberOf(value)
  }
  return { from, operator: isSource(from) ? undefined : graph.makers.get(from)?.operator, isSoftmax, apply }
}

/** The number that an array holds, as often as it may: NaN where its numbers differ. */
function sameNumber(array: Tensor | undefined): number {
  const [first = Number.NaN] = array?.values ?? []
  return array?.values.every((value) => value === first) ? first : Number.NaN
}
