/**
 * What a layer makes of its preactivations p, elementwise. The names are those of Keras and PyTorch.
 *
 * - `sigmoid` σ(p), `tanh`, `linear` p
 * - `relu` max(p, 0): its derivative at 0 is 0; −0 and NaN pass
 * - `leaky-relu` p above 0, else p / 100
 * - `gelu` p · σ(2u) with u = √(2/π) (p + 0.044715 p³), which is ½p(1 + tanh u): the tanh form of Hendrycks & Gimpel, Gaussian
 *   Error Linear Units, 2016
 * - `silu` p · σ(p): the same paper
 *
 * The order is that of the numbers by which the kernels know them: assembly/activation.ts.
 */
export const ACTIVATIONS = ['sigmoid', 'tanh', 'relu', 'leaky-relu', 'gelu', 'silu', 'linear'] as const

/** An element of `ACTIVATIONS`. */
export type Activation = (typeof ACTIVATIONS)[number]

/** What an output layer makes of its preactivations; `softmax` takes a whole row. */
export type OutputActivation = Activation | 'softmax'

/** Whether the derivative follows from the activation alone; otherwise the way forward keeps it (`Workspace.slopes`). */
export function hasDerivativeFromValue(activation: Activation): boolean {
  return activation !== 'gelu' && activation !== 'silu'
}
