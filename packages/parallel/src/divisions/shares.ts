import { createArchitecture } from '@antigrad/core'
import {
  type Arena,
  allocateScratch,
  Computation,
  capacityOf,
  type Matrix,
  type Minibatch,
  type Sorted,
  Steps,
  type Workspace,
  wholeSorted,
} from '@antigrad/core/internal'
import { multiplicationsOf } from './costs.js'
import type { DividedStep, Division, DivisionMemory, Session, StepShape } from './division.js'
import { LARGEST_PIECE, shardOf } from './pieces.js'
import { allocateShares, loadShare, type Share, storeShare } from './share.js'

interface SharesMemory extends DivisionMemory {
  readonly shares: readonly Share[]
  /** Two of [blocks of the second layer]: the sums of each block, for steps of even and of odd number. */
  readonly sums: readonly (readonly Matrix[])[]
}

/** Rows of a minibatch at most: larger steps gain more by pieces that others may take. */
const MOST_ROWS = 1024

/**
 * Each worker trains a share (share.ts) of a network of two layers: some units of the first and the weights that their
 * activations multiply in the second.
 */
export const shares: Division<undefined, SharesMemory> = {
  name: 'shares',
  strategy: 'slices',
  /** Sparse networks of two layers whose blocks divide evenly among several workers, by plain SGD. */
  suits({ sizes, batchSize, form, needs }: StepShape, workers: number): boolean {
    // A share has weights of its own, and nothing else; units that are left out have numbers of the whole network.
    if (
      needs.averages ||
      needs.stages ||
      needs.states > 0 ||
      needs.storesGradient ||
      needs.dropout.some((part) => part > 0)
    )
      return false
    const [, second, ...others] = createArchitecture(sizes).layers
    if (!second || others.length > 0 || form !== 'sparse') return false
    // Nothing is cut into pieces.
    const isPiece = multiplicationsOf(sizes, sizes[0]) * batchSize <= workers * LARGEST_PIECE
    return workers > 1 && second.blocks.length % workers === 0 && batchSize <= MOST_ROWS && isPiece
  },
  allocate(arena: Arena, workspace: Workspace, workers: number): SharesMemory {
    const { plan, sums } = workspace
    const capacity = capacityOf(plan.batchSize, plan.train.inputs, workers)
    const more = sums.map(({ rows, columns }) => arena.matrix(rows, columns))
    return {
      scratches: Array.from({ length: workers }, () => allocateScratch(arena, plan, capacity)),
      shares: allocateShares(arena, workspace, workers),
      sums: [sums, more],
    }
  },
  plan: () => undefined,
  open: (session: Session<SharesMemory>) => new SharesStep(session),
}

/**
 * Two phases, one barrier:
 *
 *     own units, their sums for the second layer | outputs, deltas and update of the share
 *
 * What travels are the sums, rows × outputs from each worker. Everybody adds up all of them, in the pairs of `blocksOf`,
 * and so has the outputs of all rows; whatever else a worker reads and writes is its own, so it begins the next step
 * while others update. Each worker updates before the next barrier, so double-buffering the sums suffices.
 */
class SharesStep implements DividedStep {
  readonly #session: Session<SharesMemory>
  readonly #share: Share
  /** Of the share. */
  readonly #computation: Computation
  readonly #updates: Steps
  /** Two of [blocks of the share]: see `SharesMemory.sums`. */
  readonly #ownSums: readonly (readonly Matrix[])[]
  /** Two of [workers]: the sum of the blocks of each share, rows × outputs. */
  readonly #allSums: readonly (readonly Matrix[])[]
  /** All inputs, by the worker itself, or none. */
  readonly #sorted: readonly Sorted[]
  #steps = 0

  constructor(session: Session<SharesMemory>) {
    const { workspace, memory, kernels, recipe, workers, rank } = session
    const share = memory.shares[rank]
    const blocks = share.blocks.last - share.blocks.first
    const { transposed } = share
    const scratch = { ...memory.scratches[rank], transposed }
    this.#session = session
    this.#share = share
    this.#computation = new Computation(share.workspace, kernels, scratch)
    this.#updates = new Steps(recipe, share.workspace, scratch)
    this.#ownSums = memory.sums.map((sums) => sums.slice(share.blocks.first, share.blocks.last))
    this.#allSums = memory.sums.map((sums) =>
      Array.from({ length: workers }, (_, other) => sums[other * blocks]),
    )
    this.#sorted = wholeSorted(share.workspace.architecture, workspace.plan.batchSize, scratch.columns)
  }

  begin(): void {
    loadShare(this.#session.workspace, this.#share)
  }

  end(): void {
    storeShare(this.#session.workspace, this.#share)
  }

  step(minibatch: Minibatch): boolean {
    const { workspace, rank, workers, enter, cross, diverge } = this.#session
    const computation = this.#computation
    const { train } = workspace
    const { count } = minibatch
    const parity = this.#steps++ % 2
    this.#updates.begin(minibatch)

    enter('forward')
    this.#sumShare(minibatch, this.#ownSums[parity])
    cross()

    enter('forward')
    computation.addBlocks(this.#allSums[parity], 0, count)
    const shard = shardOf(rank, workers, count)
    const loss = computation.compare(train, minibatch, 0, count, { first: shard.from, last: shard.to })
    // All have the outputs of all rows, so all of them leave here or nobody does.
    if (!Number.isFinite(loss)) {
      diverge()
      return false
    }
    computation.transpose()
    computation.backward(0, count)
    enter('update')
    computation.descend(minibatch, 0, count, this.#share.slice, this.#sorted)
    return true
  }

  /** The share's units, and the sum of its blocks, in pairs, into the first of `sums`. */
  #sumShare(minibatch: Minibatch, sums: readonly Matrix[]): void {
    const { workspace, kernels } = this.#session
    const { count } = minibatch
    const units = { first: 0, last: this.#share.workspace.architecture.sizes[1] }
    this.#computation.forwardFirst(workspace.train, minibatch, 0, count, units, this.#sorted.length > 0)
    this.#computation.sumBlocks(sums, 0, count)
    if (sums.length > 1) kernels.pairwiseSum(sums, sums[0], { rows: { first: 0, last: count } })
  }
}
