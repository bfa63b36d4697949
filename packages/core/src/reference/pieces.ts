import type { Head } from '../network/head.js'
import type { ReferenceExample } from './minibatch.js'
import { forward, type ReferenceNetwork } from './network.js'

/**
 * Which smooth piece of the loss of a minibatch a network's parameters lie in: for each unit of relu and leaky-relu the side of 0
 * that its preactivation is on, and for each output of huber the side of ±1 that its difference is on.
 * @returns −1, 0 or 1 for each, row after row; nothing where the loss is smooth everywhere
 */
export function pieceOf(
  network: ReferenceNetwork,
  head: Head,
  minibatch: readonly ReferenceExample[],
): readonly number[] {
  if (head !== 'huber' && !network.activations.some(hasKink)) return []
  return minibatch.flatMap((example) => sidesOf(network, head, example))
}

function sidesOf(
  network: ReferenceNetwork,
  head: Head,
  { input, label, dropout }: ReferenceExample,
): number[] {
  const { preactivations } = forward(network, input, dropout)
  const hidden = network.activations.flatMap((activation, k) =>
    hasKink(activation) ? Array.from(preactivations[k], Math.sign) : [],
  )
  if (head !== 'huber') return hidden
  const q = preactivations[preactivations.length - 1]
  return [
    ...hidden,
    ...Array.from(q, (qj, j) => (Math.abs(qj - label[j]) > 1 ? Math.sign(qj - label[j]) : 0)),
  ]
}

/** Whether its derivative jumps at 0. */
export function hasKink(activation: ReferenceNetwork['activations'][number]): boolean {
  return activation === 'relu' || activation === 'leaky-relu'
}
