import { sigmoid, sigmoidDerivative } from './sigmoid.js'

/**
 * The smallest network that shows the whole of back propagation: one number x goes through one hidden
 * unit y and comes out as one number z. Letters and order are those of docs/derivation.md §3;
 * `dε_dV` reads ∂ε/∂V.
 */
export interface ScalarNetwork {
  readonly V: number
  readonly v: number
  readonly U: number
  readonly u: number
}

/** Every number on the way from the input to the loss. */
export interface ScalarForward {
  readonly p: number
  readonly y: number
  readonly q: number
  readonly z: number
  readonly ε: number
}

/** Every partial derivative of the loss, in the order in which the chain rule reaches them. */
export interface ScalarGradient {
  readonly dε_dz: number
  readonly dε_dq: number
  readonly dε_du: number
  readonly dε_dU: number
  readonly dε_dy: number
  readonly dε_dp: number
  readonly dε_dv: number
  readonly dε_dV: number
}

/** What the network makes of the input x, and how far that is from the label l. */
export function forward({ V, v, U, u }: ScalarNetwork, x: number, l: number): ScalarForward {
  const p = V * x + v
  const y = sigmoid(p)
  const q = U * y + u
  const z = sigmoid(q)
  const ε = ((z - l) * (z - l)) / 2
  return { p, y, q, z, ε }
}

/** How the loss answers to each number in the network: the chain rule, from the loss back to the input. */
export function backward(
  { U }: ScalarNetwork,
  { p, y, q, z }: ScalarForward,
  x: number,
  l: number,
): ScalarGradient {
  const dε_dz = z - l

  const dε_dq = dε_dz * sigmoidDerivative(q)
  const dε_du = dε_dq
  const dε_dU = dε_dq * y

  const dε_dy = dε_dq * U

  const dε_dp = dε_dy * sigmoidDerivative(p)
  const dε_dv = dε_dp
  const dε_dV = dε_dp * x

  return { dε_dz, dε_dq, dε_du, dε_dU, dε_dy, dε_dp, dε_dv, dε_dV }
}

/** One step against the gradient: each parameter moves by −learningRate · ∂ε/∂(parameter). */
export function descend(
  { V, v, U, u }: ScalarNetwork,
  { dε_dV, dε_dv, dε_dU, dε_du }: ScalarGradient,
  learningRate: number,
): ScalarNetwork {
  return {
    V: V - learningRate * dε_dV,
    v: v - learningRate * dε_dv,
    U: U - learningRate * dε_dU,
    u: u - learningRate * dε_du,
  }
}
