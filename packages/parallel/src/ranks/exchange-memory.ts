import {
  type Arena,
  allocateParameters,
  matrixLength,
  type Parameters,
  stepNeeds,
  type Workspace,
} from '@antigrad/core/internal'
import { mostSubtrees } from '../divisions/subtrees.js'
import { AGREEMENT_WORDS } from './agreement.js'
import { LEAST_SCRATCH } from './collectives.js'
import type { Member } from './group.js'
import { allocateRequests } from './requests.js'

/** What a rank exchanges with others, in the memory of its run. */
export interface ExchangeMemory {
  /** See `Requests`. */
  readonly requests: Int32Array
  /** [ranks × AGREEMENT_WORDS]: see `Agreement`. */
  readonly agreement: Int32Array
  /** What each rank found of the examples it had: losses and predictions, those of each rank together. */
  readonly results: Int32Array
  /** [ranks + 1]: where those of each rank begin. */
  readonly bounds: Int32Array
  /** The layers whose sums are exchanged, in that order: those that are trained, from the last to the first. */
  readonly layers: readonly number[]
  /** The branches of the gradient that the rank sums. The first, which takes the sum of all, is the workspace's gradient. */
  readonly branches: readonly Parameters[]
  /** [at least the largest layer]: what others send. */
  readonly scratch: Float32Array
}

/** The next parts of `arena`. */
export function allocateExchange(
  arena: Arena,
  { plan, architecture, gradient }: Workspace,
  { rank, ranks }: Member,
): ExchangeMemory {
  if (!gradient) throw new Error('ranks exchange a gradient, and the workspace was planned without one')
  const others = Math.max(0, mostSubtrees(rank, ranks, plan.batchSize) - 1)
  const { freeze } = stepNeeds(plan)
  const lengths = architecture.layers.map(({ inputs, outputs }) => matrixLength(inputs + 1, outputs))
  return {
    requests: allocateRequests(arena),
    agreement: arena.int32(ranks * AGREEMENT_WORDS),
    results: arena.int32(2 * Math.max(plan.train.count, plan.test.count)),
    bounds: arena.int32(ranks + 1),
    layers: lengths
      .map((_, l) => l)
      .filter((l) => !freeze.includes(l + 1))
      .reverse(),
    branches: [gradient, ...Array.from({ length: others }, () => allocateParameters(arena, architecture))],
    scratch: arena.float32(Math.max(LEAST_SCRATCH, ...lengths)),
  }
}
