import type { textbook } from '@antigrad/core/lecture'
import { lossOf } from '../../hyperparameters/loss.js'
import { aligned, widthOf } from '../align.js'
import { isLecture } from '../gradcheck/architecture.js'
import { wrapped } from '../wrapped.js'
import type { Block, Step } from './block.js'
import type { Explanation } from './explanation.js'
import { signed } from './notation.js'
import type { WorkedExample } from './worked-example.js'

/**
 * The explanation for people: a line for each step, all columns aligned; where those are wider than the page, several lines for
 * each step.
 * @param width of the page, in characters
 */
export function explanationLines(explanation: Explanation, width: number): string[] {
  const { worked, forward, backward, apart, step } = explanation
  const wide = [
    ...givenLines(worked),
    ...[forward, backward].flatMap((blocks) => blockLines(blocks, worked.scalar)),
  ]
  const fits = wide.every((line) => widthOf(line) <= width)
  const given = fits ? givenLines(worked) : narrowGivenLines(worked)
  const linesOf = (blocks: readonly Block[]) =>
    fits ? blockLines(blocks, worked.scalar) : narrowBlockLines(blocks, worked.scalar, width)
  const text = (line: string) => wrapped(line, width)
  return [
    ...text(titleOf(worked)),
    '',
    'given',
    ...given,
    '',
    'forward',
    ...linesOf(forward),
    '',
    ...text(
      'backward: each derivative, and beside it the central difference of what it is the derivative of',
    ),
    ...linesOf(backward),
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

/** The lecture's functions are not named. */
function titleOf({ example: { sizes, network, head }, scalar }: WorkedExample): string {
  const { activations } = network
  const section = scalar ? '§3, the one-dimensional case' : '§4, one hidden layer'
  if (isLecture({ activations, head })) {
    return `A network ${sizes.join('-')} and one example, docs/derivation.md ${section}.`
  }
  const functions = `${activations[0]}, ${lossOf(head)}`
  return `A network ${sizes.join('-')}, ${functions}, and one example, docs/derivation.md ${section}; §9, other activations; §10, other losses.`
}

/** Cells such as `V₁₂ = 0.30`, a row for each letter. */
function givenCells({ example: { network, x, l }, write }: WorkedExample): (readonly string[])[] {
  const cell = (name: string, value: number) => `${name} = ${write.given(value)}`
  const column = (letter: string, values: textbook.Vector) =>
    Array.from(values, (value, i) => cell(write.name(letter, i), value))
  const matrix = (letter: string, { columns, values }: textbook.TextbookMatrix) =>
    Array.from(values, (value, k) => cell(write.name(letter, Math.floor(k / columns), k % columns), value))
  const [first, last] = network.layers
  return [
    column('x', x),
    column('l', l),
    matrix('V', first.weights),
    column('v', first.biases),
    matrix('U', last.weights),
    column('u', last.biases),
  ]
}

function givenLines(worked: WorkedExample): string[] {
  const rows = givenCells(worked)
  const longest = rows.reduce((widest, row) => (row.length > widest.length ? row : widest))
  return aligned(
    rows,
    longest.map(() => 'left'),
  ).map(indented)
}

/** At most as many cells in a line as there are columns in a matrix: six of 13 characters. */
function narrowGivenLines(worked: WorkedExample): string[] {
  const [inputs, hidden] = worked.example.sizes
  const rows = givenCells(worked).flatMap((row, letter) => {
    const columns = letter === 2 ? inputs : letter === 4 ? hidden : row.length
    return Array.from({ length: row.length / columns }, (_, k) => row.slice(k * columns, (k + 1) * columns))
  })
  return aligned(rows, Array(6).fill('left')).map(indented)
}

/** Each block under its title, all columns aligned through the whole page; of numbers alone a block is a line. */
function blockLines(blocks: readonly Block[], scalar: boolean): string[] {
  const steps = blocks.flatMap((block) => block.steps)
  const rows = aligned(
    steps.map((step) => [
      step.name,
      `= ${step.formula}`,
      step.numbers === '' ? '' : `= ${step.numbers}`,
      `= ${padded(step.value)}`,
      ...differenceCells(step),
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

/** The formula, the numbers and the value of a step below each other. */
function narrowBlockLines(blocks: readonly Block[], scalar: boolean, width: number): string[] {
  const before = scalar ? '  ' : '    '
  return blocks.flatMap(({ title, steps }) => [
    ...(scalar ? [] : wrapped(title, width - 2).map(indented)),
    ...steps.flatMap((step) => {
      const margin = ' '.repeat(widthOf(step.name))
      const most = width - before.length - margin.length - 3
      const [first, ...rest] = wrapped(step.formula, most)
      const more = rest.map((part) => `${margin}   ${part}`)
      const numbers = step.numbers === '' ? [] : wrapped(step.numbers, most)
      const differences = differenceCells(step).filter((cell) => cell !== '')
      return [
        `${step.name} = ${first}`,
        ...more,
        ...numbers.map((part, k) => `${margin} ${k === 0 ? '=' : ' '} ${part}`),
        `${margin} = ${[padded(step.value), ...differences].join('  ')}`,
      ].map((line) => before + line)
    }),
  ])
}

/** The difference, and how far the derivative is from it; nothing on a kink and on the way forward. */
function differenceCells({ value, difference }: Step): [string, string] {
  if (difference === undefined) return ['', '']
  return [padded(difference), `apart ${power(value - difference)}`]
}

/** A number with space for its sign. */
function padded(value: number): string {
  return `${value < 0 ? '' : ' '}${signed(value, 6)}`
}

/** The size of a number to one digit. */
function power(value: number): string {
  return value === 0 ? '0' : Math.abs(value).toExponential(0)
}

function indented(line: string): string {
  return `  ${line}`
}
