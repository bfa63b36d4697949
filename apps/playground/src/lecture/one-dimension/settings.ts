import { oneDimensional } from '@antigrad/core/lecture'
import { computed } from '@preact/signals'
import { ORDER, type Situation } from '../../derivation/quantities.js'
import { setting } from '../../state/address.js'
import { number, numbers, whole } from '../../state/codec.js'

/** What can be moved by hand, in the order in which the address has it. */
export const MOVABLE = ['V', 'v', 'U', 'u', 'x', 'l'] as const
export type Movable = (typeof MOVABLE)[number]

const FIRST = [1.2, -0.4, -1.5, 0.6, 0.8, 0.9]
const WIDEST = 4

const values = setting('6-one-dimension', 'numbers', numbers(-WIDEST, WIDEST, FIRST.length), FIRST)
export const stepNumber = setting('6-one-dimension', 'step', whole(0, ORDER.length), 0)
export const learningRate = setting('6-one-dimension', 'rate', number(0.1, 20), 2)

/** The numbers of the network, its input and its label. An address cut short is none. */
export const given = computed(() => {
  const list = values.value.length === FIRST.length ? values.value : FIRST
  return Object.fromEntries(MOVABLE.map((name, k) => [name, list[k]])) as Readonly<Record<Movable, number>>
})

export const forward = computed(() => oneDimensional.forward(given.value, given.value.x, given.value.l))
export const backward = computed(() =>
  oneDimensional.backward(given.value, forward.value, given.value.x, given.value.l),
)

/** The same in columns of one element, as the finite differences take it. */
export const situation = computed<Situation>(() => {
  const { V, v, U, u, x, l } = given.value
  const layer = (weight: number, bias: number) => ({
    weights: { rows: 1, columns: 1, values: Float64Array.of(weight) },
    biases: Float64Array.of(bias),
  })
  return { network: [layer(V, v), layer(U, u)], x: Float64Array.of(x), l: Float64Array.of(l) }
})

/** From where to where a number can be moved. Labels lie where outputs do. */
export function rangeOf(name: Movable): readonly [least: number, most: number] {
  return name === 'l' ? [0, 1] : [-WIDEST, WIDEST]
}

export function move(name: Movable, to: number): void {
  put({ ...given.value, [name]: to })
}

/** One step against the gradient. */
export function descend(): void {
  put({ ...given.value, ...oneDimensional.descend(given.value, backward.value, learningRate.value) })
}

export function putBack(): void {
  values.value = FIRST
  stepNumber.value = 0
}

function put(changed: Readonly<Record<Movable, number>>): void {
  values.value = MOVABLE.map((name) => {
    const [least, most] = rangeOf(name)
    return Math.min(most, Math.max(least, changed[name]))
  })
}
