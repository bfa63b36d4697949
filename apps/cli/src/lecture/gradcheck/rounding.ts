import type { Activation } from '@antigrad/core'
import { reference } from '@antigrad/core/internal'
import type { textbook } from '@antigrad/core/lecture'

/** Half the distance from 1 to the next float32: what one rounding may change, relatively. */
const U = 2 ** -24

/** What a rounding may change where a result is next to nothing; beyond e^−87 the kernels' exponential is 0. */
const TINY = 2 ** -120

/** Of an activation f: the largest |f′|, the largest |f″|, and the roundings in f′ itself. */
interface Steepness {
  readonly slope: number
  readonly bend: number
  readonly roundings: number
}

/** σ′ ≤ ¼ and |σ″| ≤ 1/(6√3); of tanh 1 and 4/(3√3); of silu |f″(0)| = ½, of gelu √(2/π). Rounded up. */
const STEEPNESS: Readonly<Record<Activation, Steepness>> = {
  sigmoid: { slope: 0.25, bend: 0.0963, roundings: 16 },
  tanh: { slope: 1, bend: 0.77, roundings: 16 },
  relu: { slope: 1, bend: 0, roundings: 1 },
  'leaky-relu': { slope: 1, bend: 0, roundings: 1 },
  gelu: { slope: 1.13, bend: 0.8, roundings: 16 },
  silu: { slope: 1.1, bend: 0.51, roundings: 16 },
  linear: { slope: 1, bend: 0, roundings: 0 },
}

/** By how much float32 may be off at most, element by element. */
export interface RoundingErrors {
  /** Of the input and of y of each hidden layer. */
  readonly activations: readonly textbook.Vector[]
  /** Of ∂ε/∂p of each layer. */
  readonly deltas: readonly textbook.Vector[]
}

/**
 * Follows the rounding errors of one example through a network and back, as numerical analysis does (Higham, Accuracy and
 * Stability of Numerical Algorithms, §3.1): each error made before, times the largest derivative of what comes after it, plus
 * the roundings of each operation. Where a preactivation is nearer to the kink of relu than its own error, either side is right.
 * @param pass of the network, and `gradient` of `reference.backward`, both exact
 * @param inputError of the input
 */
export function roundingErrors(
  network: reference.ReferenceNetwork,
  head: reference.Head,
  pass: textbook.TextbookForward,
  gradient: textbook.TextbookGradient,
  inputError: textbook.Vector,
): RoundingErrors {
  const { layers, activations: functions } = network
  const last = layers.length - 1
  const activations = [inputError]
  const preactivations = layers.map((layer, k) => {
    const errors = productErrors(layer, pass.activations[k], activations[k])
    if (k < last)
      activations.push(errors.map((e, j) => valueError(functions[k], pass.preactivations[k][j], e)))
    return errors
  })
  const deltas: textbook.Vector[] = []
  deltas[last] = headErrors(head, pass.preactivations[last], gradient[last].biases, preactivations[last])
  for (let k = last; k > 0; k--) {
    const { rows, columns, values } = layers[k].weights
    deltas[k - 1] = gradient[k - 1].biases.map((δ, i) => {
      let [sum, carried, size] = [0, 0, 0]
      for (let j = 0; j < rows; j++) {
        const w = values[j * columns + i]
        const [exact, error] = [gradient[k].biases[j], deltas[k][j]]
        sum += w * exact
        carried += Math.abs(w) * error
        size += Math.abs(w) * (Math.abs(exact) + error)
      }
      const error = carried + γ(rows + 1) * size + TINY
      const p = pass.preactivations[k - 1][i]
      const slope = Math.abs(reference.activationDerivative(functions[k - 1], p))
      const slopeError = derivativeError(functions[k - 1], p, preactivations[k - 1][i])
      return error * (slope + slopeError) + Math.abs(sum) * slopeError + γ(4) * Math.abs(δ) + TINY
    })
  }
  return { activations, deltas }
}

/** A number, and by how much it may be off. */
export interface Uncertain {
  readonly value: number
  readonly error: number
}

/** By how much a sum of products may be off, where the factors are. */
export function sumError(terms: readonly (readonly [Uncertain, Uncertain])[]): number {
  let [carried, size] = [0, 0]
  for (const [a, b] of terms) {
    const error = Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error
    carried += error
    size += Math.abs(a.value * b.value) + error
  }
  return carried + γ(terms.length + 1) * size + TINY
}

/** The error that n roundings leave, relatively. */
function γ(n: number): number {
  return (n * U) / (1 - n * U)
}

/** Of p = Vx + v. What is 0 is left out, or adds nothing: no rounding. */
function productErrors(
  { weights: { columns, values }, biases }: textbook.TextbookLayer,
  x: textbook.Vector,
  errors: textbook.Vector,
): textbook.Vector {
  const terms = x.reduce((count, value, i) => (value === 0 && errors[i] === 0 ? count : count + 1), 0)
  return biases.map((bias, j) => {
    let [carried, size] = [0, Math.abs(bias)]
    for (let i = 0; i < columns; i++) {
      const w = Math.abs(values[j * columns + i])
      carried += w * errors[i]
      size += w * (Math.abs(x[i]) + errors[i])
    }
    // A sum of zeros is exact: its sign at the kink is certain.
    return size === 0 ? 0 : carried + γ(terms + 2) * size + TINY
  })
}

/** Of y = f(p): |y| ≤ |p| of all that have no bounds; σ and tanh are within 2 ulp. */
function valueError(activation: Activation, p: number, error: number): number {
  const bounded = activation === 'sigmoid' || activation === 'tanh'
  const carried = STEEPNESS[activation].slope * error
  // No rounding of their own.
  if (activation === 'linear' || activation === 'relu') return carried
  return carried + (bounded ? 4 : 8 * (Math.abs(p) + error)) * U + (p === 0 && !bounded ? 0 : TINY)
}

/** Of f′(p). */
function derivativeError(activation: Activation, p: number, error: number): number {
  const { bend, roundings } = STEEPNESS[activation]
  const hasKink = activation === 'relu' || activation === 'leaky-relu'
  return (hasKink && error > 0 && Math.abs(p) <= error ? 1 : bend * error) + roundings * U
}

/** Of ∂ε/∂q. */
function headErrors(
  head: reference.Head,
  q: textbook.Vector,
  delta: textbook.Vector,
  errors: textbook.Vector,
): textbook.Vector {
  const z = reference.outputsOf(head, q)
  const subtraction = (j: number, error: number) => error + U * (Math.abs(delta[j]) + error) + TINY
  switch (head) {
    case 'linear-squared':
    case 'huber':
      return errors.map((error, j) => subtraction(j, error))
    case 'sigmoid-cross-entropy':
      return errors.map((error, j) => subtraction(j, error / 4 + 4 * U))
    case 'squared':
      // δ = (z − l) z (1 − z): its derivative by z is within ±1.25, its second within ±4.
      return errors.map((error, j) => {
        const ofZ = error / 4 + 4 * U
        return 1.25 * ofZ + 2 * ofZ ** 2 + γ(5) * Math.abs(delta[j]) + TINY
      })
    case 'softmax-cross-entropy': {
      // All q off by up to e: z is off by a factor within e^±2e. Then q − max, e to it, the sum and the quotient.
      const most = Math.max(...errors)
      const largest = Math.max(...q)
      return z.map((zj, j) => {
        const own = γ(z.length + 8) + 2 * U * (largest - q[j] + most)
        return subtraction(j, Math.min(1, zj * (Math.expm1(2 * most) + own * Math.exp(2 * most))))
      })
    }
  }
}
