import { BadInput, type Tensor } from '@antigrad/core'
import { quoted } from '@antigrad/core/internal'
import { floatAttribute, type Graph, integerAttribute, type Node } from './read-graph.js'
import { ELEMENT } from './schema.js'

/** Nodes from one layer to the next at most. */
const MOST_BETWEEN = 64

/** What is cast to one of these types stays what it is; half precision rounds. */
const UNROUNDED: readonly number[] = [ELEMENT.float, ELEMENT.double]

/** Operators that do nothing to a number, where a model is asked. */
const IDLE = ['Identity', 'Dropout', 'Flatten', 'Reshape', 'Cast', 'Squeeze', 'Unsqueeze']

/** Whether an axis is that along which the rows of a matrix lie: the last. */
function isRow(axis: number): boolean {
  return axis === 1 || axis === -1
}

/** What the others make of numbers. */
const FUNCTIONS: Readonly<Record<string, (args: readonly number[], node: Node) => number>> = {
  ...Object.fromEntries(IDLE.map((operator) => [operator, ([x]: readonly number[]) => x])),
  Cast: ([x], node) => (UNROUNDED.includes(integerAttribute(node, 'to', 0)) ? x : Number.NaN),
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
  /** For people, a node of which no network here has the like; undefined where none is known to be one. */
  readonly unlike: string | undefined
  /**
   * What becomes of one number on the way, but for a softmax; NaN where that differs from number to number of a row, and where
   * a softmax takes anything but the number itself: what is done before it is not undone behind it.
   */
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
  let unlike: string | undefined
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
    if (operator === 'Softmax') {
      if (isSoftmax) unlike = 'two softmaxes'
      isSoftmax = true
    }
    const to = operator === 'Cast' ? integerAttribute(node, 'to', 0) : ELEMENT.float
    if (!UNROUNDED.includes(to)) unlike = `a cast to ${nameOfType(to)}`
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
      const args = node.inputs.map(numberOf)
      const isUndone = node.operator === 'Softmax' && args[0] !== x
      numbers.set(at, isUndone ? Number.NaN : FUNCTIONS[node.operator](args, node))
    }
    return numberOf(value)
  }
  const operator = isSource(from) ? undefined : graph.makers.get(from)?.operator
  return { from, operator, isSoftmax, unlike, apply }
}

function nameOfType(type: number): string {
  return Object.entries(ELEMENT).find(([, number]) => number === type)?.[0] ?? `type ${type}`
}

/** The number that an array holds, as often as it may: NaN where its numbers differ. */
function sameNumber(array: Tensor | undefined): number {
  const [first = Number.NaN] = array?.values ?? []
  return array?.values.every((value) => value === first) ? first : Number.NaN
}
