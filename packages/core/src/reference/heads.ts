import { sigmoid, sigmoidDerivative } from '../lecture/sigmoid.js'
import { add, hadamard, scale, squaredNorm, subtract, type Vector } from '../lecture/textbook/vector.js'
import type { Head } from '../network/head.js'
import { logSumExp, softmax } from './softmax.js'

/** Of one row: ε, and δ = ∂ε/∂q. */
export interface RowLoss {
  readonly loss: number
  readonly delta: Vector
}

interface HeadFunctions {
  readonly outputs: (q: Vector) => Vector
  readonly rowLoss: (q: Vector, label: Vector) => RowLoss
}

const HEAD_FUNCTIONS: Readonly<Record<Head, HeadFunctions>> = {
  squared: { outputs: (q) => q.map(sigmoid), rowLoss: squared },
  'linear-squared': { outputs: (q) => q, rowLoss: linearSquared },
  'softmax-cross-entropy': { outputs: softmax, rowLoss: softmaxCrossEntropy },
  'sigmoid-cross-entropy': { outputs: (q) => q.map(sigmoid), rowLoss: sigmoidCrossEntropy },
  huber: { outputs: (q) => q, rowLoss: huber },
}

/** z, what the network answers, from the preactivations q of its last layer. */
export function outputsOf(head: Head, q: Vector): Vector {
  return HEAD_FUNCTIONS[head].outputs(q)
}

/**
 * ε and ∂ε/∂q of one row, from the preactivations q of the last layer:
 *
 * - `squared` ½‖z − l‖², z = σ(q)
 * - `linear-squared` ½‖q − l‖²
 * - `softmax-cross-entropy` −Σ lⱼ ln zⱼ, z = softmax(q): Σ lⱼ (lse(q) − qⱼ); δ = z − l where Σ lⱼ = 1
 * - `sigmoid-cross-entropy` −Σ (lⱼ ln zⱼ + (1 − lⱼ) ln(1 − zⱼ)), z = σ(q); δ = z − l
 * - `huber` Σ ½d² where |d| ≤ 1, else |d| − ½, of d = q − l
 * @throws RangeError where q and l are of different lengths
 */
export function rowLoss(head: Head, q: Vector, label: Vector): RowLoss {
  return HEAD_FUNCTIONS[head].rowLoss(q, label)
}

function squared(q: Vector, label: Vector): RowLoss {
  const difference = subtract(q.map(sigmoid), label)
  return { loss: squaredNorm(difference) / 2, delta: hadamard(difference, q.map(sigmoidDerivative)) }
}

function linearSquared(q: Vector, label: Vector): RowLoss {
  const difference = subtract(q, label)
  return { loss: squaredNorm(difference) / 2, delta: difference }
}

/** The label may be any weights of the terms −ln zⱼ; their sum is 1 where no class has a weight of its own. */
function softmaxCrossEntropy(q: Vector, label: Vector): RowLoss {
  const lse = logSumExp(q)
  return {
    loss: sum(
      hadamard(
        label,
        q.map((qj) => lse - qj),
      ),
    ),
    delta: subtract(scale(sum(label), softmax(q)), label),
  }
}

/** −l ln σ(q) − (1 − l) ln σ(−q) = max(q, 0) − l q + ln(1 + e^−|q|), which neither overflows nor takes the logarithm of 0. */
function sigmoidCrossEntropy(q: Vector, label: Vector): RowLoss {
  const softplus = q.map((qj) => Math.max(qj, 0) + Math.log1p(Math.exp(-Math.abs(qj))))
  return {
    loss: sum(add(softplus, scale(-1, hadamard(label, q)))),
    delta: subtract(q.map(sigmoid), label),
  }
}

function huber(q: Vector, label: Vector): RowLoss {
  const difference = subtract(q, label)
  return {
    loss: sum(difference.map((d) => (Math.abs(d) <= 1 ? (d * d) / 2 : Math.abs(d) - 0.5))),
    delta: difference.map((d) => Math.max(-1, Math.min(1, d))),
  }
}

function sum(a: Vector): number {
  return a.reduce((total, element) => total + element, 0)
}
