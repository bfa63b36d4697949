import type { UpdateRule } from '../engine/update-rule.js'
import { clipByGlobalNorm } from './clip.js'
import { minibatchGradient, type ReferenceExample } from './minibatch.js'
import type { ReferenceNetwork } from './network.js'
import type { Objective } from './objective.js'
import { unflatten } from './parameters.js'
import { type Descent, descend } from './update-rules.js'

/** How a network is trained. */
export interface Recipe {
  readonly objective: Objective
  readonly rule: UpdateRule
  /** The largest norm of a gradient over all parameters; any norm unless said otherwise. */
  readonly clipNorm?: number
}

/** What a step leaves: the mean loss of its minibatch before it, and the parameters after it. */
export interface TrainStep {
  readonly loss: number
  readonly descent: Descent
}

/**
 * One step: forward, loss, backward, clip, descend. It begins with
 * `beginDescent(flatten(network.layers))`, and `trainedNetwork` makes a network of what it ends with.
 * @param network its shapes and activations; the parameters are those of `descent`
 * @param rate η of this step
 * @throws RangeError as `minibatchGradient` does
 */
export function trainStep(
  network: ReferenceNetwork,
  { objective, rule, clipNorm }: Recipe,
  descent: Descent,
  minibatch: readonly ReferenceExample[],
  rate: number,
): TrainStep {
  const { loss, gradient } = minibatchGradient(trainedNetwork(network, descent), objective, minibatch)
  const clipped = clipNorm === undefined ? gradient : clipByGlobalNorm(gradient, clipNorm)
  return { loss, descent: descend(rule, descent, clipped, rate) }
}

/** The network with the parameters of a descent. */
export function trainedNetwork(network: ReferenceNetwork, { parameters }: Descent): ReferenceNetwork {
  return { ...network, layers: unflatten(network.layers, parameters) }
}
