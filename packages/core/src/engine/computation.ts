import type { Matrix } from '../network/matrix.js'
import type { Part } from './examples.js'
import type { Kernels, Minibatch, Range, Region } from './kernels/kernels.js'
import { overlap, type Slice, type Sorted } from './slice.js'
import { sortingProduct } from './sorting-product.js'
import { setSgd, setStore } from './update.js'
import { evaluationRows, type Scratch, type Workspace } from './workspace.js'

/**
 * The parts of a training step, each for the rows, units or parameters that the caller names; a single thread calls one
 * after the other for all of them (see `step`).
 * Formulas: docs/derivation.md.
 */
export class Computation {
  readonly #workspace: Workspace
  readonly #kernels: Kernels
  readonly #scratch: Scratch
  readonly #sparse: boolean
  /** Of the input and of each layer: all. */
  readonly #all: readonly Range[]

  /** @param scratch which no other thread writes meanwhile */
  constructor(workspace: Workspace, kernels: Kernels, scratch: Scratch) {
    this.#workspace = workspace
    this.#kernels = kernels
    this.#scratch = scratch
    this.#sparse = workspace.plan.train.form === 'sparse'
    this.#all = workspace.architecture.sizes.map((size) => ({ first: 0, last: size }))
  }

  /**
   * p = Vx + v, y = σ(p), layer after layer, for rows [from, to).
   * @param sorts whether a sparse minibatch is sorted by input on the way: those rows, all inputs, into the columns of the scratch
   */
  forward(part: Part, minibatch: Minibatch, from: number, to: number, sorts = false): void {
    this.forwardFirst(part, minibatch, from, to, this.#all[1], sorts)
    this.forwardRest(from, to)
  }

  /** The first layer alone, for rows [from, to). Some units alone only of sparse examples. */
  forwardFirst(
    part: Part,
    minibatch: Minibatch,
    from: number,
    to: number,
    units: Range,
    sorts = false,
  ): void {
    const { layers, inputs, activations } = this.#workspace
    const kernels = this.#kernels
    const { columns } = this.#scratch
    const { examples } = part
    const [weights] = layers
    const [out] = activations
    const region = { minibatch, rows: { first: from, last: to }, inputs: this.#all[0], units }
    if (this.#sparse) {
      if (sorts) sortingProduct(kernels, columns, examples, weights, out, region)
      else if (columns.capacity === 0) kernels.sparseProduct(examples, weights, out, region, columns)
      else kernels.sparseProduct(examples, weights, out, region)
    } else {
      kernels.gather(examples, inputs, region)
      kernels.product(inputs, weights, out, region)
    }
    kernels.activate(out, region)
  }

  /** The layers after the first one, for rows [from, to). */
  forwardRest(from: number, to: number): void {
    const { layers, activations, sums } = this.#workspace
    for (let l = 1; l < layers.length; l++) {
      if (l === 1 && sums.length > 0) {
        this.sumBlocks(sums, from, to)
        this.addBlocks(sums, from, to)
      } else {
        const region = { rows: { first: from, last: to }, inputs: this.#all[l], units: this.#all[l + 1] }
        this.#kernels.product(activations[l - 1], layers[l], activations[l], region)
        this.#kernels.activate(activations[l], region)
      }
    }
  }

  /** The blocks of the second layer's preactivations, for rows [from, to), one into each of `sums`. */
  sumBlocks(sums: readonly Matrix[], from: number, to: number): void {
    const { architecture, layers, activations } = this.#workspace
    const { blocks } = architecture.layers[1]
    const rows = { first: from, last: to }
    for (let block = 0; block < blocks.length; block++) {
      this.#kernels.product(activations[0], layers[1], sums[block], { rows, inputs: blocks[block] })
    }
  }

  /** The second layer for rows [from, to), from the sums of its blocks, two or more. */
  addBlocks(sums: readonly Matrix[], from: number, to: number): void {
    const { activations } = this.#workspace
    const region = { rows: { first: from, last: to }, units: this.#all[2] }
    this.#kernels.pairwiseSum(sums, activations[1], region)
    this.#kernels.activate(activations[1], region)
  }

  /**
   * ε and ∂ε/∂q of the last layer, for rows [from, to).
   * @param kept the rows whose losses and predictions are kept; all of them unless said otherwise
   * @returns the sum of the losses of rows [from, to)
   */
  compare(
    part: Part,
    minibatch: Minibatch,
    from: number,
    to: number,
    kept: Range = { first: from, last: to },
  ): number {
    const { activations, deltas } = this.#workspace
    const last = activations.length - 1
    const region = { minibatch, rows: { first: from, last: to } }
    return this.#kernels.compare(activations[last], part, deltas[last], region, kept)
  }

  /** Forward and compare of all examples of `part`, as many at once as the workspace has rows. */
  computeAll(part: Part): void {
    const { identity } = this.#workspace
    const rows = evaluationRows(this.#workspace)
    for (let first = 0; first < part.losses.length; first += rows) {
      const count = Math.min(rows, part.losses.length - first)
      const minibatch = { order: identity, first, count }
      this.forward(part, minibatch, 0, count)
      this.compare(part, minibatch, 0, count)
    }
  }

  /** Uᵀ of every layer but the first: what `backward` multiplies by until the weights change. */
  transpose(): void {
    const { layers } = this.#workspace
    for (let l = 1; l < layers.length; l++) {
      this.#kernels.transpose(layers[l], this.#scratch.transposed[l], { inputs: this.#all[l] })
    }
  }

  /** ∂ε/∂y = Uᵀ ∂ε/∂q and ∂ε/∂p = ∂ε/∂y ⊙ σ'(p), from the last layer to the first, for rows [from, to). */
  backward(from: number, to: number): void {
    const { layers, activations, deltas } = this.#workspace
    const { transposed } = this.#scratch
    for (let l = layers.length - 1; l > 0; l--) {
      const region = { rows: { first: from, last: to }, inputs: this.#all[l + 1] }
      this.#kernels.product(deltas[l], transposed[l], deltas[l - 1], region)
      this.#kernels.timesDerivative(activations[l - 1], deltas[l - 1], region)
    }
  }

  /** Sorts rows [from, to) of a sparse minibatch by input, for those of `sorted` that the columns of the scratch hold. */
  sort(minibatch: Minibatch, from: number, to: number, sorted: readonly Sorted[]): void {
    if (!this.#sparse) return
    const { train } = this.#workspace
    for (const { columns, inputs } of sorted) {
      if (columns !== this.#scratch.columns || inputs.first >= inputs.last) continue
      const region = { minibatch, rows: { first: from, last: to }, inputs }
      this.#kernels.sortByInput(train.examples, columns, region)
    }
  }

  /**
   * The gradient of `slice`, ∂ε/∂V = ∂ε/∂p ⊗ x summed over rows [from, to), into `outs`: a matrix for each layer.
   * @param sorted where the inputs of a sparse minibatch have been sorted; none where they have not
   */
  gradient(
    minibatch: Minibatch,
    from: number,
    to: number,
    slice: Slice,
    sorted: readonly Sorted[],
    outs: readonly Matrix[],
  ): void {
    setStore(this.#scratch.update)
    this.#sumGradient(minibatch, from, to, slice, sorted, outs)
  }

  /** The same gradient and, fused with it, the step V ← V − rate · ∂ε/∂V. */
  descend(
    minibatch: Minibatch,
    from: number,
    to: number,
    slice: Slice,
    sorted: readonly Sorted[],
    rate: number,
  ): void {
    setSgd(this.#scratch.update, rate)
    this.#sumGradient(minibatch, from, to, slice, sorted, this.#workspace.layers)
  }

  /** @param outs of each layer, what the update of the scratch applies to */
  #sumGradient(
    minibatch: Minibatch,
    from: number,
    to: number,
    slice: Slice,
    sorted: readonly Sorted[],
    outs: readonly Matrix[],
  ): void {
    const { architecture, inputs, activations, deltas } = this.#workspace
    const kernels = this.#kernels
    const { update } = this.#scratch
    for (let l = 0; l < outs.length; l++) {
      const { rows, units } = slice[l]
      if (rows.first >= rows.last || units.first >= units.last) continue
      const biases = architecture.layers[l].inputs
      const region = {
        minibatch,
        rows: { first: from, last: to },
        inputs: { first: rows.first, last: Math.min(biases, rows.last) },
        units,
      }
      if (region.inputs.first < region.inputs.last) {
        if (l > 0 || !this.#sparse) {
          const lower = l === 0 ? inputs : activations[l - 1]
          kernels.gradient(lower, deltas[l], outs[l], region, update)
        } else if (sorted.length > 0) this.#sumSorted(outs[0], region, sorted)
        else this.#scatter(outs[0], region)
      }
      if (rows.last > biases) kernels.biasGradient(deltas[l], outs[l], region, update)
    }
  }

  #sumSorted(out: Matrix, { inputs, units }: Region, sorted: readonly Sorted[]): void {
    const { deltas, train } = this.#workspace
    const { update } = this.#scratch
    for (const { columns, inputs: own } of sorted) {
      const region = { inputs: overlap(inputs, own), units }
      if (region.inputs.first >= region.inputs.last) continue
      this.#kernels.sparseGradient(train.examples, columns, deltas[0], out, region, update)
    }
  }

  #scatter(out: Matrix, region: Region): void {
    const { deltas, train } = this.#workspace
    const { accumulator, update } = this.#scratch
    this.#kernels.scatterGradient(train.examples, accumulator, deltas[0], out, region, update)
  }
}

/**
 * One step of stochastic gradient descent on one thread: what every exact division of `@antigrad/parallel` computes, bit
 * for bit, on any number of workers.
 * @param whole all parameters: `wholeSlice`
 * @param sorted all inputs, or none: `wholeSorted`
 * @param learningRate η; each parameter moves by η / count times the sum of the gradients
 * @returns the sum of the losses of the minibatch. Where it is not finite the parameters are left as they were
 */
export function step(
  computation: Computation,
  part: Part,
  minibatch: Minibatch,
  whole: Slice,
  sorted: readonly Sorted[],
  learningRate: number,
): number {
  const { count } = minibatch
  computation.forward(part, minibatch, 0, count, sorted.length > 0)
  const loss = computation.compare(part, minibatch, 0, count)
  if (!Number.isFinite(loss)) return loss
  computation.transpose()
  computation.backward(0, count)
  computation.descend(minibatch, 0, count, whole, sorted, stepRate(learningRate, count))
  return loss
}

/** η divided by the size of the whole minibatch, as a float32: the factor of the summed gradient. */
export function stepRate(learningRate: number, count: number): number {
  return Math.fround(learningRate / count)
}
