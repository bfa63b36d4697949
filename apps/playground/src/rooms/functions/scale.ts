import type { Point } from './points.js'
import type { Samples } from './protocol.js'
import type { View } from './view.js'

/** Inputs of the network lie in ± this: wide enough for units to bend at different places. */
const REACH = 3

/** Outputs lie from here to 1 − this: σ reaches neither 0 nor 1. */
const MARGIN = 0.1

/** An x of the view, in the network's range. */
export function toInput(x: number, { left, right }: View): number {
  return (((x - left) / (right - left)) * 2 - 1) * REACH
}

/** An input of the network as an x of the view. */
export function fromInput(input: number, { left, right }: View): number {
  return left + ((input / REACH + 1) / 2) * (right - left)
}

/** A y of the view, in the network's range. */
export function toOutput(y: number, { bottom, top }: View): number {
  return MARGIN + ((y - bottom) / (top - bottom)) * (1 - 2 * MARGIN)
}

/** An output of the network as a y of the view. */
export function fromOutput(z: number, { bottom, top }: View): number {
  return bottom + ((z - MARGIN) / (1 - 2 * MARGIN)) * (top - bottom)
}

/** The root mean square error in units of y, from the mean of ½(z − l)². */
export function rootMeanSquare(loss: number, { bottom, top }: View): number {
  return (Math.sqrt(2 * loss) * (top - bottom)) / (1 - 2 * MARGIN)
}

export function samplesOf(points: readonly Point[], view: View): Samples {
  return {
    inputs: Float32Array.from(points, ({ x }) => toInput(x, view)),
    targets: Float32Array.from(points, ({ y }) => toOutput(y, view)),
  }
}
