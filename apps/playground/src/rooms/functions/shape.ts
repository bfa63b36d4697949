import type { Network } from '@antigrad/core'
import { textbook } from '@antigrad/core/lecture'
import type { View } from '../../figures/frame.js'
import { fromInput, fromOutput, toInput } from './scale.js'

/** What the network makes of each x, and of what it is put together. */
export interface Shape {
  readonly xs: readonly number[]
  /** [xs]: the network's curve, as y. */
  readonly curve: Float64Array
  /** For each hidden unit j, [xs]: Uⱼ yⱼ, what it adds to the preactivation of the output. */
  readonly parts: readonly Float64Array[]
  /** [xs]: their sum with the bias u. */
  readonly sum: Float64Array
  /** For each hidden unit the x at which it is half on. */
  readonly turns: readonly number[]
}

const PLACES = 240

/** Evaluates the network over the view, by core's textbook. */
export function shapeOf(network: Network, view: View): Shape {
  const layers = textbook.fromNetwork(network)
  const [{ weights: V, biases: v }, { weights: U }] = layers
  const xs = Array.from(
    { length: PLACES + 1 },
    (_, k) => view.x.low + (k / PLACES) * (view.x.high - view.x.low),
  )
  const curve = new Float64Array(xs.length)
  const sum = new Float64Array(xs.length)
  const parts = Array.from(v, () => new Float64Array(xs.length))
  for (const [k, x] of xs.entries()) {
    const { preactivations, activations } = textbook.forward(layers, Float64Array.of(toInput(x, view)))
    curve[k] = fromOutput(activations[2][0], view)
    sum[k] = preactivations[1][0]
    for (const [j, part] of parts.entries()) part[k] = U.values[j] * activations[1][j]
  }
  return { xs, curve, parts, sum, turns: Array.from(v, (bias, j) => fromInput(-bias / V.values[j], view)) }
}
