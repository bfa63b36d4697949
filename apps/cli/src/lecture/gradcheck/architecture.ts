import type { Architecture, Network } from '@antigrad/core'
import type { reference } from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'

/** Whether a network is one of the lecture's, which the textbook computes: σ everywhere, and ½‖z − l‖². */
export function isLecture({ activations, head }: Pick<Architecture, 'activations' | 'head'>): boolean {
  return head === 'squared' && activations.every((activation) => activation === 'sigmoid')
}

/** The same network in float64. */
export function referenceNetwork(network: Network): reference.ReferenceNetwork {
  return { layers: textbook.fromNetwork(network), activations: network.architecture.activations }
}
