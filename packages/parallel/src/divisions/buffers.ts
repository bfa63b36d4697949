import type { Architecture } from '@antigrad/core'
import {
  type Arena,
  allocateParameters,
  allocateScratch,
  capacityOf,
  type Minibatch,
  overlap,
  type Parameters,
  type Range,
  type Slice,
  type Sorted,
  stepNeeds,
  type Workspace,
  wholeSlice,
  wholeSorted,
} from '@antigrad/core/internal'
import type { DividedStep, Division, DivisionMemory, Session } from './division.js'
import { clipTogether, shardOf } from './pieces.js'
import { type Addition, additionsOf, mostSubtrees, rowsOf, subtreesOf } from './subtrees.js'

interface BuffersMemory extends DivisionMemory {
  /** [workers][subtrees]: the sums of each worker's branches of the gradient. */
  readonly gradients: readonly (readonly Parameters[])[]
}

/** Floats of a cache line. */
const LINE = 16

/**
 * Each worker sums the gradient of its blocks of the minibatch's rows (row-blocks.ts in core) in buffers of its own; then each
 * adds up one slice of all these buffers, as the tree of blocks has it, and takes the step on it. With more workers than
 * blocks some have no rows.
 */
export const buffers: Division<undefined, BuffersMemory> = {
  name: 'buffers',
  strategy: 'buffers',
  suits: () => true,
  allocate(arena: Arena, { architecture, plan }: Workspace, workers: number): BuffersMemory {
    const capacity = capacityOf(plan.batchSize, plan.train.inputs, workers)
    return {
      scratches: Array.from({ length: workers }, () => allocateScratch(arena, plan, capacity)),
      gradients: Array.from({ length: workers }, (_, rank) =>
        Array.from({ length: mostSubtrees(rank, workers, plan.batchSize) }, () =>
          allocateParameters(arena, architecture),
        ),
      ),
    }
  },
  plan: () => undefined,
  open: (session: Session<BuffersMemory>) => new BuffersStep(session),
}

/** How the branches of a minibatch of `count` rows become one sum, and the buffer that then holds it. */
interface Total {
  readonly count: number
  readonly additions: readonly Addition<Float32Array>[]
  readonly sum: Float32Array
}

/** The parameters of the layers that are trained, as ranges of the flat buffer. */
function trainedRanges({ layers, length }: Architecture, freeze: readonly number[]): Range[] {
  return layers.flatMap(({ offset }, l) =>
    freeze.includes(l + 1) ? [] : [{ first: offset, last: layers[l + 1]?.offset ?? length }],
  )
}

class BuffersStep implements DividedStep {
  readonly #session: Session<BuffersMemory>
  readonly #whole: Slice
  readonly #sorted: readonly Sorted[]
  /** The worker's range of the flat buffers, in floats. */
  readonly #range: Range
  /** What of it is trained: only that is added up. */
  readonly #trained: readonly Range[]
  /** What makes one sum of all branches, of minibatches of the size trained last. */
  #total: Total | undefined

  constructor(session: Session<BuffersMemory>) {
    const { workspace, memory, rank, workers } = session
    const { architecture, plan } = workspace
    const { from, to } = shardOf(rank, workers, Math.ceil(architecture.length / LINE))
    this.#session = session
    this.#whole = wholeSlice(architecture)
    this.#sorted = wholeSorted(architecture, plan.batchSize, memory.scratches[rank].columns)
    this.#range = { first: from * LINE, last: Math.min(architecture.length, to * LINE) }
    this.#trained = trainedRanges(architecture, stepNeeds(plan).freeze)
      .map((range) => overlap(range, this.#range))
      .filter(({ first, last }) => first < last)
  }

  step(minibatch: Minibatch): boolean {
    const { enter, cross, diverged } = this.#session
    this.#sumBranches(minibatch)
    cross()
    if (diverged()) return false
    enter('sum')
    const { sum, additions } = this.#totalOf(minibatch.count)
    for (const { sum, addend } of additions) {
      for (const range of this.#trained) this.#session.kernels.add(sum, addend, range)
    }
    enter('update')
    this.#update(sum)
    cross()
    return true
  }

  /** Of the worker's rows. */
  #sumBranches(minibatch: Minibatch): void {
    const { workspace, memory, computation, steps, rank, workers, enter, diverge } = this.#session
    const subtrees = subtreesOf(rank, workers, minibatch.count)
    const { first, last } = rowsOf(subtrees)
    steps.begin(minibatch)
    steps.stage(minibatch, first, last)
    enter('forward')
    computation.forward(workspace.train, minibatch, first, last, this.#sorted.length > 0)
    if (!Number.isFinite(computation.compare(workspace.train, minibatch, first, last))) diverge()
    computation.transpose()
    computation.backward(first, last)
    enter('gradient')
    for (const [n, { rows }] of subtrees.entries()) {
      const { layers } = memory.gradients[rank][n]
      computation.gradient(minibatch, rows.first, rows.last, this.#whole, this.#sorted, layers)
    }
  }

  #totalOf(count: number): Total {
    if (this.#total?.count === count) return this.#total
    const { memory, workers } = this.#session
    const subtrees = Array.from({ length: workers }, (_, rank) => subtreesOf(rank, workers, count))
    const parts = subtrees.flatMap((own, rank) => own.map((_, n) => memory.gradients[rank][n].values))
    this.#total = { count, sum: parts[0], additions: additionsOf(subtrees.flat(), parts) }
    return this.#total
  }

  #update(sum: Float32Array): void {
    const { workspace, memory, kernels, steps, rank } = this.#session
    const { parameters, gradient, average } = workspace
    const scratch = memory.scratches[rank]
    const range = this.#range
    if (steps.clips) {
      gradient?.values.set(sum.subarray(range.first, range.last), range.first)
      clipTogether(this.#session)
    }
    for (const trained of this.#trained) {
      kernels.descend(parameters, sum, trained, scratch.update)
      if (average) kernels.descend(average.values, parameters, trained, scratch.average)
    }
  }
}
