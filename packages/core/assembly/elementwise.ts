// f(p) and f′(p) of each activation. `activation` is always a constant, so of each of these one line is left.
import { GELU, LEAKY_RELU, RELU, SIGMOID, SILU, TANH } from './activation'
import { gelu, geluGate, geluSlope } from './gelu'
import { leakyRelu, leakyReluSlope } from './leaky-relu'
import { relu, reluSlope } from './relu'
import { sigmoid, sigmoidSlope } from './sigmoid'
import { silu, siluGate, siluSlope } from './silu'
import { tanh, tanhSlope } from './tanh'

/** What value and slope have in common; p where they have nothing. */
// @ts-ignore: decorator
@inline
export function gateOf(activation: i32, p: v128): v128 {
  if (activation == GELU) return geluGate(p)
  if (activation == SILU) return siluGate(p)
  return p
}

/** f(p). */
// @ts-ignore: decorator
@inline
export function valueOf(activation: i32, p: v128, gate: v128): v128 {
  if (activation == SIGMOID) return sigmoid(p)
  if (activation == TANH) return tanh(p)
  if (activation == RELU) return relu(p)
  if (activation == LEAKY_RELU) return leakyRelu(p)
  if (activation == GELU) return gelu(p, gate)
  if (activation == SILU) return silu(p, gate)
  return p
}

/** f′(p), where y = f(p). */
// @ts-ignore: decorator
@inline
export function slopeOf(activation: i32, p: v128, y: v128, gate: v128): v128 {
  if (activation == GELU) return geluSlope(p, y, gate)
  if (activation == SILU) return siluSlope(y, gate)
  return slopeFromValue(activation, y)
}

/** f′(p) from y = f(p). */
// @ts-ignore: decorator
@inline
export function slopeFromValue(activation: i32, y: v128): v128 {
  if (activation == SIGMOID) return sigmoidSlope(y)
  if (activation == TANH) return tanhSlope(y)
  if (activation == RELU) return reluSlope(y)
  if (activation == LEAKY_RELU) return leakyReluSlope(y)
  return f32x4.splat(1)
}
