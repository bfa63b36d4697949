import type { Activation } from '../../../network/activation.js'
import { gelu, geluSlope } from './gelu.js'
import { leakyRelu, leakyReluSlope } from './leaky-relu.js'
import { relu, reluSlope } from './relu.js'
import { sigmoid, sigmoidSlope } from './sigmoid.js'
import { silu, siluSlope } from './silu.js'
import { tanh, tanhSlope } from './tanh.js'

/** f(p) of each activation. */
export const VALUE: Readonly<Record<Activation, (p: number) => number>> = {
  sigmoid,
  tanh,
  relu,
  'leaky-relu': leakyRelu,
  gelu,
  silu,
  linear: (p) => p,
}

/** f′(p) from y = f(p), where it follows from there (`hasDerivativeFromValue`). */
export const SLOPE_FROM_VALUE: Readonly<Partial<Record<Activation, (y: number) => number>>> = {
  sigmoid: sigmoidSlope,
  tanh: tanhSlope,
  relu: reluSlope,
  'leaky-relu': leakyReluSlope,
  linear: () => 1,
}

/** f′(p) of each activation. */
export const SLOPE: Readonly<Record<Activation, (p: number) => number>> = {
  sigmoid: (p) => sigmoidSlope(sigmoid(p)),
  tanh: (p) => tanhSlope(tanh(p)),
  relu: (p) => reluSlope(relu(p)),
  'leaky-relu': (p) => leakyReluSlope(leakyRelu(p)),
  gelu: geluSlope,
  silu: siluSlope,
  linear: () => 1,
}
