import { reference } from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'
import type { Example } from './example.js'
import { type Notation, notationOf } from './notation.js'

/** Every number of an example on its way there and back, in the letters of docs/derivation.md §4. */
export interface Pass {
  readonly p: textbook.Vector
  readonly y: textbook.Vector
  readonly q: textbook.Vector
  readonly z: textbook.Vector
  readonly ε: number
  readonly dε_dq: textbook.Vector
  readonly dε_dy: textbook.Vector
  readonly dε_dp: textbook.Vector
  /** By V and v, and by U and u. */
  readonly gradient: textbook.TextbookGradient
}

/** An example with its numbers, and how they are written. */
export interface WorkedExample {
  readonly example: Example
  readonly pass: Pass
  readonly write: Notation
  /** Whether every layer has one unit. */
  readonly scalar: boolean
}

/** Goes forward and back with an example. */
export function workOut(example: Example): WorkedExample {
  const { network, head, x, l, sizes } = example
  const forward = reference.forward(network, x)
  const [p, q] = forward.preactivations
  const { loss: ε, delta: dε_dq } = reference.rowLoss(head, q, l)
  const gradient = reference.backward(network, forward, dε_dq)
  const pass: Pass = {
    p,
    y: forward.activations[1],
    q,
    z: reference.outputsOf(head, q),
    ε,
    dε_dq,
    dε_dy: textbook.transposeTimesColumn(network.layers[1].weights, dε_dq),
    dε_dp: gradient[0].biases,
    gradient,
  }
  const scalar = sizes.every((size) => size === 1)
  return { example, pass, write: notationOf(scalar), scalar }
}
