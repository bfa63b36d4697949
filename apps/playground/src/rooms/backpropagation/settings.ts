import type { textbook } from '@antigrad/core/lecture'
import { computed } from '@preact/signals'
import { ORDER, type Situation } from '../../derivation/quantities.js'
import { setting } from '../../state/address.js'
import { number, numbers, oneOf, whole } from '../../state/codec.js'

export const SHAPES = ['1-1-1', '2-3-2'] as const
export type Shape = (typeof SHAPES)[number]

/** Units of input, hidden layer and output. */
export const SIZES: Readonly<Record<Shape, readonly [number, number, number]>> = {
  '1-1-1': [1, 1, 1],
  '2-3-2': [2, 3, 2],
}

/** V row by row, v, U row by row, u; then x and l. */
const FIRST: Readonly<Record<Shape, readonly number[]>> = {
  '1-1-1': [1.2, -0.4, -1.5, 0.6, 0.8, 0.9],
  '2-3-2': [
    0.8, -1.2, 1.5, 0.4, -0.7, 0.9, 0.1, -0.3, 0.5, 1.1, -0.6, 0.7, -0.9, 1.3, 0.4, 0.2, -0.1, 0.5, -0.8, 1,
    0,
  ],
}

/** Weights, biases and inputs lie in ± this. */
export const WIDEST = 6

export const shape = setting('backpropagation', 'network', oneOf(SHAPES), '1-1-1')
export const stepNumber = setting('backpropagation', 'step', whole(0, ORDER.length), 0)
export const learningRate = setting('backpropagation', 'rate', number(0.1, 20), 2)

const values: Readonly<Record<Shape, ReturnType<typeof valuesOf>>> = {
  '1-1-1': valuesOf('1-1-1', 'one'),
  '2-3-2': valuesOf('2-3-2', 'full'),
}

function valuesOf(of: Shape, name: string) {
  return setting('backpropagation', name, numbers(-WIDEST, WIDEST, FIRST[of].length), FIRST[of])
}

/** What can be moved by hand: the parameters, the input and the label. */
export type Movable = 'V' | 'v' | 'U' | 'u' | 'x' | 'l'

/** Where the elements of each begin in the list of values. */
function placesOf(of: Shape): Readonly<Record<Movable, readonly [first: number, length: number]>> {
  const [inputs, hidden, outputs] = SIZES[of]
  const lengths = [hidden * inputs, hidden, outputs * hidden, outputs, inputs, outputs]
  const starts = lengths.map((_, k) => lengths.slice(0, k).reduce((sum, length) => sum + length, 0))
  const place = (k: number): readonly [number, number] => [starts[k], lengths[k]]
  return { V: place(0), v: place(1), U: place(2), u: place(3), x: place(4), l: place(5) }
}

const current = computed(() => {
  const list = values[shape.value].value
  // An address cut short is no network.
  return list.length === FIRST[shape.value].length ? list : FIRST[shape.value]
})

/** The network, the input and the label that are on the page. */
export const situation = computed<Situation>(() => {
  const [inputs, hidden, outputs] = SIZES[shape.value]
  const places = placesOf(shape.value)
  const part = (of: Movable) => {
    const [first, length] = places[of]
    return Float64Array.from(current.value.slice(first, first + length))
  }
  const network: textbook.TextbookNetwork = [
    { weights: { rows: hidden, columns: inputs, values: part('V') }, biases: part('v') },
    { weights: { rows: outputs, columns: hidden, values: part('U') }, biases: part('u') },
  ]
  return { network, x: part('x'), l: part('l') }
})

/** The value of one element now. */
export function elementOf(of: Movable, index: number): number {
  return current.value[placesOf(shape.value)[of][0] + index]
}

/** From where to where an element can be moved. Labels lie where outputs do. */
export function rangeOf(of: Movable): readonly [least: number, most: number] {
  return of === 'l' ? [0, 1] : [-WIDEST, WIDEST]
}

/** Moves one element by hand, rounded to hundredths. */
export function move(of: Movable, index: number, to: number): void {
  const [least, most] = rangeOf(of)
  const rounded = Math.round(Math.min(most, Math.max(least, to)) * 100) / 100
  put([[of, index, rounded]])
}

/** Sets several elements at once, kept within their range. */
export function put(changes: readonly (readonly [of: Movable, index: number, to: number])[]): void {
  const places = placesOf(shape.value)
  const list = [...current.value]
  for (const [of, index, to] of changes) {
    const [least, most] = rangeOf(of)
    list[places[of][0] + index] = Math.min(most, Math.max(least, to))
  }
  values[shape.value].value = list
}

export function putBack(): void {
  values[shape.value].value = FIRST[shape.value]
}
