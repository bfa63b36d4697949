import { outputActivation } from '../network/head.js'
import type { Matrix } from '../network/matrix.js'
import type { Examples, Part } from './examples.js'
import type { Kernels, Minibatch, Region, RegionOf, SummedRegion } from './kernels/kernels.js'
import { LEAST_LIT_ROWS, type LeftOut, zerosLeftOut } from './lit.js'
import { storeSquares } from './norm.js'
import type { Range } from './range.js'
import { rowBlocks } from './row-blocks.js'
import { overlap, type Slice, type Sorted } from './slice.js'
import { sortingProduct } from './sorting-product.js'
import { stagedMinibatch } from './staging.js'
import type { Update } from './update.js'
import { evaluationRows, type Parameters, type Scratch, stepNeeds, type Workspace } from './workspace.js'

/**
 * The parts of a training step, each for the rows, units or parameters that the caller names; a single thread calls one
 * after the other for all of them (`step`, training/step.ts).
 * Formulas: docs/derivation.md.
 */
export class Computation {
  readonly #workspace: Workspace
  readonly #kernels: Kernels
  readonly #scratch: Scratch
  readonly #sparse: boolean
  /** Of each hidden layer, the part of its units that a step leaves out. */
  readonly #dropout: readonly number[]
  /** What zeros a step leaves out, and what an evaluation. */
  readonly #trained: LeftOut
  readonly #evaluated: LeftOut
  /** Of each layer, whether a step changes its weights. */
  readonly #trains: readonly boolean[]
  /** The first layer whose weights it changes: the way back ends there. */
  readonly #lowest: number
  /** Of the input and of each layer: all. */
  readonly #all: readonly Range[]

  /** @param scratch which no other thread writes meanwhile */
  constructor(workspace: Workspace, kernels: Kernels, scratch: Scratch) {
    this.#workspace = workspace
    this.#kernels = kernels
    this.#scratch = scratch
    this.#sparse = workspace.plan.train.form === 'sparse'
    const { dropout, freeze } = stepNeeds(workspace.plan)
    this.#dropout = dropout
    this.#trained = zerosLeftOut(workspace.architecture, dropout)
    this.#evaluated = zerosLeftOut(workspace.architecture, [])
    this.#trains = workspace.layers.map((_, l) => !freeze.includes(l + 1))
    this.#lowest = this.#trains.indexOf(true)
    this.#all = workspace.architecture.sizes.map((size) => ({ first: 0, last: size }))
  }

  /**
   * p = Vx + v, y = σ(p), layer after layer, for rows [from, to).
   * @param sorts whether a sparse minibatch is sorted by input on the way: those rows, all inputs, into the columns of the scratch
   */
  forward(part: Part, minibatch: Minibatch, from: number, to: number, sorts = false): void {
    this.forwardFirst(part, minibatch, from, to, this.#all[1], sorts)
    this.forwardRest(minibatch, from, to)
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
    const { examples, minibatch: seen } = this.#seen(part, minibatch)
    const [weights] = layers
    const [out] = activations
    const region = { minibatch: seen, rows: { first: from, last: to }, inputs: this.#all[0], units }
    if (this.#sparse) {
      if (sorts) sortingProduct(kernels, columns, examples, weights, out, region)
      else if (columns.capacity === 0) kernels.sparseProduct(examples, weights, out, region, columns)
      else kernels.sparseProduct(examples, weights, out, region)
    } else {
      kernels.gather(examples, inputs, region)
      kernels.product(inputs, weights, out, region)
    }
    this.#activate(0, { ...region, minibatch })
  }

  /** The examples of a minibatch as a step sees them: staged ones, where there are. */
  #seen(part: Part, minibatch: Minibatch): { readonly examples: Examples; readonly minibatch: Minibatch } {
    const { staging } = this.#workspace
    if (!staging || minibatch.epoch === undefined) return { examples: part.examples, minibatch }
    return { examples: staging.examples, minibatch: stagedMinibatch(staging, minibatch.count) }
  }

  /** y = f(p) of a hidden layer, and what a step leaves out of it. The last layer is left to `compare`. */
  #activate(l: number, region: Pick<Region, 'minibatch' | 'rows' | 'units'>): void {
    const { architecture, activations, slopes } = this.#workspace
    const activation = architecture.activations[l]
    if (activation === undefined) return
    const trains = region.minibatch.epoch !== undefined
    const kept = trains && slopes[l].rows > 0 ? slopes[l] : undefined
    this.#kernels.activate(activations[l], region, activation, kept)
    if (kept && this.#dropout[l] > 0) {
      this.#kernels.dropOut(activations[l], kept, region, this.#scratch.dropouts[l])
    }
  }

  /** The layers after the first one, for rows [from, to). */
  forwardRest(minibatch: Minibatch, from: number, to: number): void {
    const { layers, activations, sums } = this.#workspace
    const rows = { first: from, last: to }
    const left = minibatch.epoch === undefined ? this.#evaluated : this.#trained
    for (let l = 1; l < layers.length; l++) {
      if (l === 1 && sums.length > 0) {
        this.sumBlocks(sums, from, to)
        this.addBlocks(sums, from, to)
      } else {
        const region = { minibatch, rows, inputs: this.#all[l], units: this.#all[l + 1] }
        this.#product(left.inputs[l], activations[l - 1], layers[l], activations[l], region)
        this.#activate(l, region)
      }
    }
  }

  /** A product, its inputs' zeros left out where that pays. */
  #product(
    leavesOut: boolean,
    inputs: Matrix,
    weights: Matrix,
    out: Matrix,
    region: RegionOf<'rows' | 'inputs'>,
  ): void {
    const { lit } = this.#kernels
    if (lit && leavesOut) lit.product(inputs, weights, out, region, this.#scratch.lit)
    else this.#kernels.product(inputs, weights, out, region)
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

  /** The preactivations of the second layer, which is the last, for rows [from, to): the sums of its blocks, two or more. */
  addBlocks(sums: readonly Matrix[], from: number, to: number): void {
    this.#kernels.pairwiseSum(sums, this.#workspace.activations[1], { rows: { first: from, last: to } })
  }

  /** z of rows [from, to), in place of the last layer's preactivations: what `compare` begins with. */
  finish(from: number, to: number): void {
    const { activations, architecture } = this.#workspace
    const last = activations.length - 1
    const region = { rows: { first: from, last: to }, units: this.#all[last + 1] }
    this.#kernels.activate(activations[last], region, outputActivation(architecture.head))
  }

  /**
   * z of the last layer from its preactivations q, ε and ∂ε/∂q, for rows [from, to).
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
    const { architecture, activations, deltas } = this.#workspace
    const last = activations.length - 1
    const region = { minibatch, rows: { first: from, last: to } }
    return this.#kernels.compare(activations[last], part, deltas[last], region, kept, architecture.head)
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

  /** Uᵀ of every layer that `backward` goes through, which multiplies by it until the weights change. */
  transpose(): void {
    const { layers } = this.#workspace
    for (let l = this.#lowest + 1; l < layers.length; l++) {
      this.#kernels.transpose(layers[l], this.#scratch.transposed[l], { inputs: this.#all[l] })
    }
  }

  /** ∂ε/∂y = Uᵀ ∂ε/∂q and ∂ε/∂p = ∂ε/∂y ⊙ σ'(p), from the last layer to the first that is trained, for rows [from, to). */
  backward(from: number, to: number): void {
    const { architecture, layers, activations, slopes, deltas } = this.#workspace
    const { transposed } = this.#scratch
    const kernels = this.#kernels
    for (let l = layers.length - 1; l > this.#lowest; l--) {
      const region = { rows: { first: from, last: to }, inputs: this.#all[l + 1] }
      this.#product(this.#trained.deltas[l], deltas[l], transposed[l], deltas[l - 1], region)
      if (slopes[l - 1].rows > 0) kernels.timesSlopes(slopes[l - 1], deltas[l - 1], region)
      else kernels.timesDerivative(activations[l - 1], deltas[l - 1], region, architecture.activations[l - 1])
    }
  }

  /** Sorts rows [from, to) of a sparse minibatch by input, for those of `sorted` that the columns of the scratch hold. */
  sort(minibatch: Minibatch, from: number, to: number, sorted: readonly Sorted[]): void {
    if (!this.#sparse) return
    const { examples, minibatch: seen } = this.#seen(this.#workspace.train, minibatch)
    for (const { columns, inputs } of sorted) {
      if (columns !== this.#scratch.columns || inputs.first >= inputs.last) continue
      const region = { minibatch: seen, rows: { first: from, last: to }, inputs }
      this.#kernels.sortByInput(examples, columns, region)
    }
  }

  /**
   * The gradient of `slice` but for frozen layers, ∂ε/∂V = ∂ε/∂p ⊗ x summed over rows [from, to), into `outs`: a matrix for
   * each layer. The rows are whole blocks of the minibatch (row-blocks.ts), which are added in pairs counted from the first of
   * them.
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
    this.#sumGradient({ minibatch, from, to, slice, sorted }, outs, this.#scratch.store)
  }

  /**
   * The update of `slice` but for frozen layers, as `Steps.begin` has set it: fused with the sum of the gradient, or after it
   * where the workspace stores one. Not for gradients that are clipped, of which all has to be summed first.
   */
  descend(minibatch: Minibatch, from: number, to: number, slice: Slice, sorted: readonly Sorted[]): void {
    const { layers, gradient } = this.#workspace
    const work = { minibatch, from, to, slice, sorted }
    if (!gradient) {
      this.#sumGradient(work, layers, this.#scratch.update)
      this.#average(slice)
      return
    }
    this.#sumGradient(work, gradient.layers, this.#scratch.store)
    this.applyGradient(slice)
  }

  /** The gradient of `slice` into the workspace's own, which `applyGradient` then takes. */
  storeGradient(
    minibatch: Minibatch,
    from: number,
    to: number,
    slice: Slice,
    sorted: readonly Sorted[],
  ): void {
    this.gradient(minibatch, from, to, slice, sorted, this.#stored.layers)
  }

  /** The update of `slice` by the workspace's gradient. */
  applyGradient(slice: Slice): void {
    this.#update(this.#workspace.layers, this.#stored.layers, slice, this.#scratch.update)
    this.#average(slice)
  }

  /** Moves the average of the weights towards them, where one is kept. */
  #average(slice: Slice): void {
    const { layers, average } = this.#workspace
    if (average) this.#update(average.layers, layers, slice, this.#scratch.average)
  }

  /** Updates the rectangles of a slice of one set of parameters with another, but for frozen layers. */
  #update(weights: readonly Matrix[], gradients: readonly Matrix[], slice: Slice, update: Update): void {
    for (let l = 0; l < weights.length; l++) {
      const { rows, units } = slice[l]
      if (!this.#trains[l] || rows.first >= rows.last || units.first >= units.last) continue
      this.#kernels.updateWeights(weights[l], gradients[l], { inputs: rows, units }, update)
    }
  }

  /** Σ g² of blocks [first, last) of the workspace's gradient: norm.ts. */
  sumSquares(blocks: Range): void {
    const { squares } = this.#workspace
    storeSquares(this.#kernels, this.#stored.values, squares, blocks)
  }

  /** All of them. */
  sumAllSquares(): void {
    this.sumSquares({ first: 0, last: this.#workspace.squares.length })
  }

  get #stored(): Parameters {
    const { gradient } = this.#workspace
    if (!gradient) throw new Error('the workspace was planned without a gradient')
    return gradient
  }

  /** @param outs of each layer, what `update` applies to */
  #sumGradient(
    { minibatch, from, to, slice, sorted }: GradientWork,
    outs: readonly Matrix[],
    update: Update,
  ): void {
    const { architecture, inputs, activations, deltas } = this.#workspace
    const kernels = this.#kernels
    const blocks = rowBlocks(minibatch.count, this.#scratch.blockSums)
    for (let l = 0; l < outs.length; l++) {
      const { rows, units } = slice[l]
      if (!this.#trains[l] || rows.first >= rows.last || units.first >= units.last) continue
      const biases = architecture.layers[l].inputs
      const region = {
        minibatch,
        rows: { first: from, last: to },
        inputs: { first: rows.first, last: Math.min(biases, rows.last) },
        units,
        blocks,
      }
      if (region.inputs.first < region.inputs.last) {
        if (l > 0 || !this.#sparse) {
          const lower = l === 0 ? inputs : activations[l - 1]
          if (kernels.lit && this.#trained.inputs[l] && to - from >= LEAST_LIT_ROWS)
            kernels.lit.gradient(lower, deltas[l], outs[l], region, update, this.#scratch.lit)
          else kernels.gradient(lower, deltas[l], outs[l], region, update)
        } else if (sorted.length > 0) this.#sumSorted(outs[0], region, sorted, update)
        else this.#scatter(outs[0], region, update)
      }
      if (rows.last > biases) kernels.biasGradient(deltas[l], outs[l], region, update)
    }
  }

  #sumSorted(
    out: Matrix,
    { minibatch, rows, inputs, units, blocks }: Region & SummedRegion<'inputs'>,
    sorted: readonly Sorted[],
    update: Update,
  ): void {
    const { deltas, train } = this.#workspace
    const { examples } = this.#seen(train, minibatch)
    for (const { columns, inputs: own } of sorted) {
      const region = { rows, inputs: overlap(inputs, own), units, blocks }
      if (region.inputs.first >= region.inputs.last) continue
      this.#kernels.sparseGradient(examples, columns, deltas[0], out, region, update)
    }
  }

  #scatter(out: Matrix, region: Region, update: Update): void {
    const { deltas, train } = this.#workspace
    const { accumulator } = this.#scratch
    const { examples, minibatch } = this.#seen(train, region.minibatch)
    this.#kernels.scatterGradient(examples, accumulator, deltas[0], out, { ...region, minibatch }, update)
  }
}

/** The sum of a gradient: over rows [from, to) of a minibatch, of some parameters. */
interface GradientWork {
  readonly minibatch: Minibatch
  readonly from: number
  readonly to: number
  readonly slice: Slice
  readonly sorted: readonly Sorted[]
}
