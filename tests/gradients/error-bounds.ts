import type { textbook } from '@antigrad/core/lecture'

/** Half the distance from 1 to the next float32: what one rounding may change, relatively. */
const U = 2 ** -24

/** The smallest float32: what a rounding may change where the result is next to nothing. */
const TINY = 2 ** -149

/** What `n` roundings one after the other may change, relatively (Higham, Accuracy and Stability, §3.1). */
function γ(n: number): number {
  return (n * U) / (1 - n * U)
}

/** By how much float32 may be off, element by element. */
export interface Bounds {
  /** Of each layer's activations; the first are those of the input. */
  readonly activations: readonly Float64Array[]
  /** Of each layer's deltas ∂ε/∂p. */
  readonly deltas: readonly Float64Array[]
  readonly loss: number
}

/**
 * Follows the rounding errors of one example through the network, beside the exact values of the textbook:
 * every error made before, times the derivative of what comes behind it, plus the roundings of each operation.
 * @param deltas the exact ∂ε/∂p of each layer
 * @param inputError of the input: what byte / 255 was rounded by
 */
export function boundsOf(
  network: textbook.TextbookNetwork,
  pass: textbook.TextbookForward,
  deltas: readonly Float64Array[],
  label: Float64Array,
  inputError: Float64Array,
): Bounds {
  const activations = [inputError]
  for (const [k, { weights, biases }] of network.entries()) {
    const [x, error] = [pass.activations[k], activations[k]]
    const { rows, columns, values } = weights
    activations.push(
      pass.activations[k + 1].map((y, j) => {
        let [carried, size] = [0, Math.abs(biases[j])]
        for (let i = 0; i < columns; i++) {
          const w = Math.abs(values[j * columns + i])
          carried += w * error[i]
          size += w * (Math.abs(x[i]) + error[i])
        }
        // σ' ≤ ¼, and σ itself is right to 2 ulp.
        return (carried + γ(columns + 2) * size + (columns + 2) * TINY) / 4 + 4 * U * y + TINY
      }),
    )
    if (rows !== biases.length) throw new RangeError('weights and biases of different lengths')
  }
  const last = network.length - 1
  const bounds: Float64Array[] = []
  const z = activations[last + 1]
  // δ = (z − l) z (1 − z): its derivative by z is within ± 1.25, its second within ± 4.
  bounds[last] = deltas[last].map((δ, j) => 1.25 * z[j] + 2 * z[j] ** 2 + γ(5) * Math.abs(δ) + 2 * TINY)
  for (let k = last; k > 0; k--) {
    const { rows, columns, values } = network[k].weights
    bounds[k - 1] = deltas[k - 1].map((δ, i) => {
      let [sum, carried, size] = [0, 0, 0]
      for (let j = 0; j < rows; j++) {
        const w = values[j * columns + i]
        sum += w * deltas[k][j]
        carried += Math.abs(w) * bounds[k][j]
        size += Math.abs(w) * (Math.abs(deltas[k][j]) + bounds[k][j])
      }
      const error = carried + γ(rows + 1) * size + (rows + 1) * TINY
      const [y, yError] = [pass.activations[k][i], activations[k][i]]
      // The product of two factors that are both off.
      return (
        error * (y * (1 - y) + yError) + Math.abs(sum) * yError * (1 + yError) + γ(4) * Math.abs(δ) + 2 * TINY
      )
    })
  }
  let [lossError, squares] = [0, 0]
  for (const [j, zj] of pass.activations[last + 1].entries()) {
    lossError += Math.abs(zj - label[j]) * z[j] + z[j] ** 2
    squares += (zj - label[j]) ** 2
  }
  return { activations, deltas: bounds, loss: lossError + γ(label.length + 4) * (squares + lossError) }
}

/** By how much a sum of products a · b over the examples may be off, where the factors are off by their own errors. */
export function sumBound(terms: readonly { a: number; aError: number; b: number; bError: number }[]): number {
  let [carried, size] = [0, 0]
  for (const { a, aError, b, bError } of terms) {
    const error = Math.abs(a) * bError + Math.abs(b) * aError + aError * bError
    carried += error
    size += Math.abs(a * b) + error
  }
  return carried + γ(terms.length + 1) * size + (terms.length + 1) * TINY
}
