import { createRandom } from '@antigrad/core'
import { reference } from '@antigrad/core/internal'
import { sigmoidDerivative } from '@antigrad/core/lecture'
import { computed, signal } from '@preact/signals'
import { ORDER, type Quantity, quantitiesOf, type Situation } from '../../derivation/quantities.js'
import { setting } from '../../state/address.js'
import { number, whole } from '../../state/codec.js'

const PAGE = '7-derivation'

/** Units of input, hidden layer and output. */
export const INPUTS = 2
export const HIDDEN = 3
export const OUTPUTS = 2

export const stepNumber = setting(PAGE, 'step', whole(1, ORDER.length), 1)
export const seed = setting(PAGE, 'numbers', whole(1, 99), 1)
/** The first preactivation of the output beside softmax. */
export const preactivation = setting(PAGE, 'q', number(-8, 8), -4)

/** The element of the result that is looked at. */
export const cell = signal(0)

export const quantity = computed<Quantity>(() => ORDER[stepNumber.value - 1])

/** Weights, biases and input by the seed, to one decimal; the label is the first of two classes. */
export const situation = computed<Situation>(() => {
  const random = createRandom(seed.value, 0)
  const some = (length: number) =>
    Float64Array.from({ length }, () => Math.round(30 * random.uniform() - 15) / 10)
  const layer = (columns: number, rows: number) => ({
    weights: { rows, columns, values: some(rows * columns) },
    biases: some(rows),
  })
  return {
    network: [layer(INPUTS, HIDDEN), layer(HIDDEN, OUTPUTS)],
    x: some(INPUTS),
    l: Float64Array.of(1, 0),
  }
})

export const now = computed(() => quantitiesOf(situation.value))

/** σ′ of each preactivation. */
export const slopes = computed(() => ({
  p: now.value.p.map(sigmoidDerivative),
  q: now.value.q.map(sigmoidDerivative),
}))

/** Both ways to end a network, on the same preactivations. */
export const heads = computed(() => {
  const q = Float64Array.of(preactivation.value, 0)
  const l = Float64Array.of(1, 0)
  return {
    q,
    l,
    softmax: {
      outputs: reference.outputsOf('softmax-cross-entropy', q),
      ...reference.rowLoss('softmax-cross-entropy', q, l),
    },
    squared: { outputs: reference.outputsOf('squared', q), ...reference.rowLoss('squared', q, l) },
  }
})
