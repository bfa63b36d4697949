import {
  type Arena,
  allocateParameters,
  allocateScratch,
  capacityOf,
  type Minibatch,
  type Parameters,
  type Range,
  type Slice,
  type Sorted,
  type Workspace,
  wholeSlice,
  wholeSorted,
} from '@antigrad/core/internal'
import type { DividedStep, Division, DivisionMemory, Session } from './division.js'
import { clipTogether, shardOf } from './pieces.js'

interface BuffersMemory extends DivisionMemory {
  /** [workers]: a gradient for each. The first takes the sum. */
  readonly gradients: readonly Parameters[]
}

/** Floats of a cache line. */
const LINE = 16

/**
 * Each worker sums the gradient of its shard in a buffer of its own; then each sums one slice of all these buffers in
 * rank order and takes the step on it. Bits repeat for the same number of workers.
 */
export const buffers: Division<undefined, BuffersMemory> = {
  name: 'buffers',
  exact: false,
  suits: () => true,
  allocate(arena: Arena, { architecture, plan }: Workspace, workers: number): BuffersMemory {
    const capacity = capacityOf(plan.batchSize, plan.train.inputs, workers)
    return {
      scratches: Array.from({ length: workers }, () => allocateScratch(arena, plan, capacity)),
      gradients: Array.from({ length: workers }, () => allocateParameters(arena, architecture)),
    }
  },
  plan: () => undefined,
  open: (session: Session<BuffersMemory>) => new BuffersStep(session),
}

class BuffersStep implements DividedStep {
  readonly #session: Session<BuffersMemory>
  readonly #whole: Slice
  readonly #sorted: readonly Sorted[]
  /** [workers]: the gradient of each, in rank order. */
  readonly #gradients: readonly Float32Array[]
  /** The worker's range of the flat buffers, in floats. */
  readonly #range: Range

  constructor(session: Session<BuffersMemory>) {
    const { workspace, memory, rank, workers } = session
    const { architecture, plan } = workspace
    const shard = Math.ceil(plan.batchSize / workers)
    const { from, to } = shardOf(rank, workers, Math.ceil(architecture.length / LINE))
    this.#session = session
    this.#whole = wholeSlice(architecture)
    this.#sorted = wholeSorted(architecture, shard, memory.scratches[rank].columns)
    this.#gradients = memory.gradients.map(({ values }) => values)
    this.#range = { first: from * LINE, last: Math.min(architecture.length, to * LINE) }
  }

  step(minibatch: Minibatch): boolean {
    const { workspace, memory, kernels, computation, steps, rank, workers, enter, cross } = this.#session
    const { parameters, train } = workspace
    const { from, to } = shardOf(rank, workers, minibatch.count)
    const { update, average } = memory.scratches[rank]
    const gradients = this.#gradients
    const [sum] = gradients

    steps.begin(minibatch)
    steps.stage(minibatch, from, to)
    enter('forward')
    computation.forward(train, minibatch, from, to, this.#sorted.length > 0)
    if (!Number.isFinite(computation.compare(train, minibatch, from, to))) this.#session.diverge()
    computation.transpose()
    computation.backward(from, to)
    enter('gradient')
    computation.gradient(minibatch, from, to, this.#whole, this.#sorted, memory.gradients[rank].layers)
    cross()
    if (this.#session.diverged()) return false

    enter('sum')
    kernels.sum(gradients, sum, this.#range)
    enter('update')
    if (steps.clips) {
      workspace.gradient?.values.set(sum.subarray(this.#range.first, this.#range.last), this.#range.first)
      clipTogether(this.#session)
    }
    kernels.descend(parameters, sum, this.#range, update)
    if (workspace.average) kernels.descend(workspace.average.values, parameters, this.#range, average)
    cross()
    return true
  }
}
