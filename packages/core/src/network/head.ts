import type { OutputActivation } from './activation.js'

/**
 * What a network ends with: the activation of its last layer and the loss ε of a row, in one, because their derivatives are
 * taken together. q are the preactivations of the last layer, z its outputs, l the label.
 *
 * - `squared` z = σ(q), ε = ½‖z − l‖²: the lecture's
 * - `linear-squared` z = q, ε = ½‖z − l‖²: for regression, whose outputs leave the range of the targets
 * - `softmax-cross-entropy` z = softmax(q), ε = −Σ lⱼ ln zⱼ, from q
 * - `sigmoid-cross-entropy` z = σ(q), ε = −Σ (lⱼ ln zⱼ + (1 − lⱼ) ln(1 − zⱼ)), from q: several labels at once
 * - `huber` z = q, ε = Σ ½d² where |d| ≤ 1, else |d| − ½, of d = z − l
 */
export const HEADS = [
  'squared',
  'linear-squared',
  'softmax-cross-entropy',
  'sigmoid-cross-entropy',
  'huber',
] as const

/** An element of `HEADS`. */
export type Head = (typeof HEADS)[number]

const OUTPUTS: Readonly<Record<Head, OutputActivation>> = {
  squared: 'sigmoid',
  'linear-squared': 'linear',
  'softmax-cross-entropy': 'softmax',
  'sigmoid-cross-entropy': 'sigmoid',
  huber: 'linear',
}

/** The activation of the last layer. */
export function outputActivation(head: Head): OutputActivation {
  return OUTPUTS[head]
}
