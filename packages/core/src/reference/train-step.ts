import type { UpdateRule } from '../engine/update-rule.js'
import type { TextbookNetwork } from '../lecture/textbook/network.js'
import { clipByGlobalNorm } from './clip.js'
import { minibatchGradient, type ReferenceExample } from './minibatch.js'
import type { ReferenceNetwork } from './network.js'
import type { Objective } from './objective.js'
import { flatten, unflatten } from './parameters.js'
import { type Descent, descend } from './update-rules.js'

/** How a network is trained. */
export interface Recipe {
  readonly objective: Objective
  readonly rule: UpdateRule
  /** The largest norm of a gradient over all parameters; any norm unless said otherwise. */
  readonly clipNorm?: number
  /** Layers that keep their parameters, counted from 1: they have no gradient. None unless said otherwise. */
  readonly freeze?: readonly number[]
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
  { objective, rule, clipNorm, freeze = [] }: Recipe,
  descent: Descent,
  minibatch: readonly ReferenceExample[],
  rate: number,
): TrainStep {
  const { loss, gradient } = minibatchGradient(trainedNetwork(network, descent), objective, minibatch)
  const isFrozen = frozenParameters(network.layers, freeze)
  const own = gradient.map((g, k) => (isFrozen[k] ? 0 : g))
  const clipped = clipNorm === undefined ? own : clipByGlobalNorm(own, clipNorm)
  const next = descend(rule, descent, clipped, rate)
  // Weight decay would move them without a gradient.
  const parameters = next.parameters.map((w, k) => (isFrozen[k] ? descent.parameters[k] : w))
  return { loss, descent: { ...next, parameters } }
}

/** For each parameter, in the order of `flatten`, whether it is of a frozen layer. */
function frozenParameters(layers: TextbookNetwork, freeze: readonly number[]): boolean[] {
  return layers.flatMap((layer, k) => Array.from(flatten([layer]), () => freeze.includes(k + 1)))
}

/** The network with the parameters of a descent. */
export function trainedNetwork(network: ReferenceNetwork, { parameters }: Descent): ReferenceNetwork {
  return { ...network, layers: unflatten(network.layers, parameters) }
}
