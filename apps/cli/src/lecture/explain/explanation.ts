import { textbook } from '@antigrad/core/lecture'
import { aligned } from '../align.js'
import { backwardBlocks } from './backward.js'
import type { Example } from './example.js'
import { type Block, forwardBlocks } from './forward.js'
import { type Notation, notationOf, signed } from './notation.js'

/** The derivation with the numbers of one example. */
export interface Explanation {
  readonly example: Example
  readonly forward: readonly Block[]
  readonly backward: readonly Block[]
  /** The largest distance between a derivative and its difference. */
  readonly apart: number
  /** What one step against the gradient does to the loss. */
  readonly step: {
    readonly learningRate: number
    readonly before: number
    readonly after: number
    readonly foretold: number
  }
}

/** Goes forward and back with an example, and takes one step. */
export function explain(example: Example, learningRate: number): Explanation {
  const { network, x, l, sizes } = example
  const write = notationOf(sizes.every((size) => size === 1))
  const backward = backwardBlocks(example, write)
  const gradient = textbook.minibatchGradient(network, [{ input: x, label: l }])
  const stepped = textbook.step(network, gradient, learningRate, 1)
  const squares = gradient.reduce(
    (sum, { weights, biases }) => sum + textbook.squaredNorm(weights.values) + textbook.squaredNorm(biases),
    0,
  )
  const before = textbook.loss(textbook.outputOf(network, x), l)
  return {
    example,
    forward: forwardBlocks(example, write),
    backward,
    apart: Math.max(...backward.flatMap(({ steps }) => steps.map((step) => distance(step)))),
    step: {
      learningRate,
      before,
      after: textbook.loss(textbook.outputOf(stepped, x), l),
      foretold: -learningRate * squares,
    },
  }
}

/** The explanation for people. */
export function explanationLines({ example, forward, backward, apart, step }: Explanation): string[] {
  const { sizes } = example
  const scalar = sizes.every((size) => size === 1)
  const write = notationOf(scalar)
  const section = scalar ? '§3, the one-dimensional case' : '§4, one hidden layer'
  return [
    `A network ${sizes.join('-')} and one example, docs/derivation.md ${section}.`,
    '',
    'given',
    ...givenLines(example, write).map(indented),
    '',
    'forward',
    ...blockLines(forward, scalar),
    '',
    `backward: each derivative, and beside it the central difference of what it is the derivative of`,
    ...blockLines(backward, scalar),
    '',
    `No derivative is further than ${apart.toExponential(1)} from its difference.`,
    '',
    `a step: every parameter θ ← θ − η ∂ε/∂θ with η = ${step.learningRate}`,
    ...aligned(
      [
        ['ε before', signed(step.before, 8)],
        ['ε after', signed(step.after, 8)],
        ['change', signed(step.after - step.before, 8)],
        ['−η ‖∂ε/∂m‖²', `${signed(step.foretold, 8)}, the change were ε a plane`],
      ],
      ['left', 'left'],
    ).map(indented),
  ]
}

/** The explanation as `--json` promises it. */
export function explanationJson({ example, forward, backward, apart, step }: Explanation): string {
  const { sizes, network, x, l } = example
  const [V, U] = network
  const values = (blocks: readonly Block[]) =>
    blocks.flatMap(({ steps }) =>
      steps.map(({ name, formula, value, difference }) => ({ name, formula, value, difference })),
    )
  return JSON.stringify({
    type: 'result',
    sizes,
    x: [...x],
    l: [...l],
    V: [...V.weights.values],
    v: [...V.biases],
    U: [...U.weights.values],
    u: [...U.biases],
    forward: values(forward),
    backward: values(backward),
    apart,
    step,
  })
}

function givenLines({ network, x, l }: Example, write: Notation): string[] {
  const cell = (name: string, value: number) => `${name} = ${write.given(value)}`
  const column = (letter: string, values: textbook.Vector) =>
    Array.from(values, (value, i) => cell(write.name(letter, i), value))
  const matrix = (letter: string, { columns, values }: textbook.TextbookMatrix) =>
    Array.from(values, (value, k) => cell(write.name(letter, Math.floor(k / columns), k % columns), value))
  const rows = [
    column('x', x),
    column('l', l),
    matrix('V', network[0].weights),
    column('v', network[0].biases),
    matrix('U', network[1].weights),
    column('u', network[1].biases),
  ]
  return aligned(
    rows,
    rows.reduce((widest, row) => (row.length > widest.length ? row : widest)).map(() => 'left'),
  )
}

/** Each block under its title, all columns aligned through the whole page; of numbers alone a block is a line. */
function blockLines(blocks: readonly Block[], scalar: boolean): string[] {
  const steps = blocks.flatMap((block) => block.steps)
  const rows = aligned(
    steps.map(({ name, formula, numbers, value, difference }) => [
      name,
      `= ${formula}`,
      numbers === '' ? '' : `= ${numbers}`,
      `= ${value < 0 ? '' : ' '}${signed(value, 6)}`,
      difference === undefined ? '' : `${difference < 0 ? '' : ' '}${signed(difference, 6)}`,
      difference === undefined ? '' : `apart ${power(value - difference)}`,
    ]),
    ['left', 'left', 'left', 'left', 'left', 'left'],
  ).map(indented)
  if (scalar) return rows
  let at = 0
  return blocks.flatMap(({ title, steps: { length } }) => {
    at += length
    return [`  ${title}`, ...rows.slice(at - length, at).map(indented)]
  })
}

function distance({ value, difference }: Block['steps'][number]): number {
  return difference === undefined ? 0 : Math.abs(value - difference)
}

/** The size of a number to one digit. */
function power(value: number): string {
  return value === 0 ? '0' : Math.abs(value).toExponential(0)
}

function indented(line: string): string {
  return `  ${line}`
}
