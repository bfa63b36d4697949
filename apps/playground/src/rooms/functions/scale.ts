import { approximation } from '@antigrad/core/lecture'
import type { View } from '../../figures/frame.js'
import type { Point } from './points.js'
import type { Samples } from './protocol.js'

const { rescale } = approximation

/** Inputs of the network lie here, as core's `Approximation` has them. */
const INPUTS: approximation.Range = { low: -1, high: 1 }

/** Outputs lie here: the middle of σ, where it is nearly straight. */
const OUTPUTS: approximation.Range = { low: 0.2, high: 0.8 }

/** An x of the view, in the network's range. */
export function toInput(x: number, view: View): number {
  return rescale(x, view.x, INPUTS)
}

/** An input of the network as an x of the view. */
export function fromInput(input: number, view: View): number {
  return rescale(input, INPUTS, view.x)
}

/** A y of the view, in the network's range. */
export function toOutput(y: number, view: View): number {
  return rescale(y, view.y, OUTPUTS)
}

/** An output of the network as a y of the view. */
export function fromOutput(z: number, view: View): number {
  return rescale(z, OUTPUTS, view.y)
}

/** The root mean square error in units of y, from the mean of ½(z − l)². */
export function rootMeanSquare(loss: number, { y }: View): number {
  return (Math.sqrt(2 * loss) * (y.high - y.low)) / (OUTPUTS.high - OUTPUTS.low)
}

export function samplesOf(points: readonly Point[], view: View): Samples {
  return {
    inputs: Float32Array.from(points, ({ x }) => toInput(x, view)),
    targets: Float32Array.from(points, ({ y }) => toOutput(y, view)),
  }
}
