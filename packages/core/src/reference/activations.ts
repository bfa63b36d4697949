import { sigmoid, sigmoidDerivative } from '../lecture/sigmoid.js'
import type { Activation } from '../network/activation.js'

interface Differentiable {
  /** y = f(p) */
  readonly value: (p: number) => number
  /** f′(p) */
  readonly derivative: (p: number) => number
}

/** What is left of a preactivation below 0. */
const LEAK = 0.01

const FUNCTIONS: Readonly<Record<Activation, Differentiable>> = {
  sigmoid: { value: sigmoid, derivative: sigmoidDerivative },
  // tanh p = 2σ(2p) − 1; 1 − tanh² p would cancel where |p| is large.
  tanh: { value: Math.tanh, derivative: (p) => 4 * sigmoidDerivative(2 * p) },
  relu: { value: (p) => Math.max(p, 0), derivative: (p) => (p > 0 ? 1 : 0) },
  'leaky-relu': { value: (p) => (p > 0 ? p : LEAK * p), derivative: (p) => (p > 0 ? 1 : LEAK) },
  gelu: { value: (p) => p * sigmoid(2 * bent(p)), derivative: geluDerivative },
  silu: { value: (p) => p * sigmoid(p), derivative: (p) => sigmoid(p) + p * sigmoidDerivative(p) },
  linear: { value: (p) => p, derivative: () => 1 },
}

/**
 * y = f(p):
 *
 * - `sigmoid` σ(p) = 1 / (1 + e⁻ᵖ)
 * - `tanh`
 * - `relu` max(p, 0)
 * - `leaky-relu` p above 0, else 0.01 p (Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models, 2013)
 * - `gelu` ½p (1 + tanh u) with u = √(2/π) (p + 0.044715 p³), the tanh form of Hendrycks & Gimpel, Gaussian error linear units,
 *   2016. It is taken as p σ(2u), the same number: nothing cancels where p is far below 0
 * - `silu` p σ(p): the same paper
 * - `linear` p
 * @param p any finite number; of gelu and silu |p| ≤ 1e100
 */
export function activate(activation: Activation, p: number): number {
  return FUNCTIONS[activation].value(p)
}

/** f′(p); of relu at 0 it is 0, of leaky-relu 0.01. */
export function activationDerivative(activation: Activation, p: number): number {
  return FUNCTIONS[activation].derivative(p)
}

/** u = √(2/π) (p + 0.044715 p³) */
function bent(p: number): number {
  return Math.sqrt(2 / Math.PI) * (p + 0.044715 * p ** 3)
}

/** (p σ(2u))′ = σ(2u) + p σ′(2u) · 2u′ */
function geluDerivative(p: number): number {
  const u = bent(p)
  const du_dp = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * p ** 2)
  return sigmoid(2 * u) + p * sigmoidDerivative(2 * u) * 2 * du_dp
}
