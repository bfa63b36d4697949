import type { Computation } from '../engine/computation.js'
import type { Part } from '../engine/examples.js'
import type { Minibatch } from '../engine/kernels/kernels.js'
import type { Slice, Sorted } from '../engine/slice.js'
import type { Steps } from './steps.js'

/** What one thread takes steps with. */
export interface Stepper {
  readonly computation: Computation
  readonly steps: Steps
  /** All parameters: `wholeSlice`. */
  readonly slice: Slice
  /** All inputs, or none: `wholeSorted`. */
  readonly sorted: readonly Sorted[]
}

/**
 * One step on one thread: what every exact division of `@antigrad/parallel` computes, bit for bit, on any number of
 * workers.
 * @returns the sum of the losses of the minibatch. Where it is not finite the parameters are left as they were
 */
export function step(
  { computation, steps, slice, sorted }: Stepper,
  part: Part,
  minibatch: Minibatch,
): number {
  const { count } = minibatch
  steps.begin(minibatch)
  steps.stage(minibatch, 0, count)
  computation.forward(part, minibatch, 0, count, sorted.length > 0)
  const loss = computation.compare(part, minibatch, 0, count)
  if (!Number.isFinite(loss)) return loss
  computation.transpose()
  computation.backward(0, count)
  if (steps.clips) {
    computation.storeGradient(minibatch, 0, count, slice, sorted)
    computation.sumAllSquares()
    steps.clip()
    computation.applyGradient(slice)
  } else computation.descend(minibatch, 0, count, slice, sorted)
  return loss
}
