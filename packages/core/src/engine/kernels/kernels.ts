import type { Activation, OutputActivation } from '../../network/activation.js'
import type { Head } from '../../network/head.js'
import type { Matrix } from '../../network/matrix.js'
import type { Dropout } from '../dropout.js'
import type { Examples, Part } from '../examples.js'
import type { Lit } from '../lit.js'
import type { Range } from '../range.js'
import type { RowBlocks } from '../row-blocks.js'
import type { Update } from '../update.js'

/** A minibatch: its row n is the example `order[first + n]`. */
export interface Minibatch {
  readonly order: Uint32Array
  readonly first: number
  readonly count: number
  /** The epoch that trains it, from 1; absent where nothing is trained, and so no unit left out. */
  readonly epoch?: number
}

/**
 * The sparse rows of a minibatch once more, by input: for each input the rows in which it is lit,
 * ascending. So a weight's gradient is summed in registers and written once.
 */
export interface Columns {
  /** [inputs]: where the cells of each input begin. */
  readonly starts: Uint32Array
  /** [inputs]: where they end. */
  readonly ends: Uint32Array
  /** [cells + 1]: row of the minibatch · 256 + byte, as the entries of an example. The last is never used. */
  readonly cells: Uint32Array
  /** Cells of each input, where `sparseProduct` sorts; otherwise 0. */
  readonly capacity: number
  /** [rows]: how far `sparseProduct` has come in each row; zero between calls. */
  readonly cursors: Uint32Array
  /** A row of a panel that stays zero. */
  readonly zeros: Float32Array
  /** Where the kernels find the addresses of all these, in bytes: assembly/columns.ts. */
  readonly record: number
}

/** Units that `scatterGradient` sums at once: as many as leave room in the registers for a row's deltas. */
export const SCATTERED_UNITS = 32

/**
 * Sums of a gradient in memory, of all inputs for some units: what is needed where a sparse minibatch is not sorted
 * (the sparse accumulator of Gilbert, Moler & Schreiber, Sparse matrices in MATLAB, 1992, §3.1.3). 133 bytes an input,
 * for each worker of a sparse run.
 */
export interface Accumulator {
  /** [inputs × SCATTERED_UNITS], zero between calls. */
  readonly sums: Float32Array
  /** [inputs + 1]: the lit inputs, in the order in which they are met. */
  readonly lit: Uint32Array
  /** [inputs]: whether an input is listed; zero between calls. */
  readonly marks: Uint8Array
  /** Where the kernels find the addresses of all these, in bytes: assembly/scatter-gradient.ts. */
  readonly record: number
}

/** What a kernel computes: some rows of a minibatch, some inputs and some units of a layer. */
export interface Region {
  readonly minibatch: Minibatch
  /** Rows n of the minibatch. */
  readonly rows: Range
  /** Inputs i of the layer: the terms of a product, or the weights whose gradient is summed. */
  readonly inputs: Range
  /** Units j of the layer, from a multiple of four to one or to the last unit, to whom the padding belongs. */
  readonly units: Range
}

/** What a kernel takes of a region: the rest is all of what the matrices have. */
export type RegionOf<Part extends keyof Region> = Pick<Region, Part>

/** What a sum over rows is taken of: of all of them at once, or in blocks of which the first begins with the first row. */
export type SummedRegion<Part extends keyof Region> = RegionOf<'rows' | Part> & {
  readonly blocks?: RowBlocks | undefined
}

/**
 * Products and gradients with zeros left out of inputs that nobody knew before the step, as a ReLU layer's are: which are lit,
 * not zero, each call finds out itself. Their readable twins are `product` and `gradient`, whose bits they have.
 */
export interface LitKernels {
  /** All of `Kernels.product`. */
  product(inputs: Matrix, weights: Matrix, out: Matrix, region: RegionOf<'rows'>, lit: Lit): void

  /** `Kernels.gradient`. */
  gradient(
    inputs: Matrix,
    deltas: Matrix,
    out: Matrix,
    region: SummedRegion<'inputs'>,
    update: Update,
    lit: Lit,
  ): void
}

/**
 * The arithmetic of training, over views that the caller owns. Nothing is allocated, nothing outside the
 * named rows of the output is written, every size from 1 is taken.
 *
 * Three implementations, one suite (the tests of this folder), the same bits: `plain` (readable loops, a file each in plain/),
 * `simd` (WebAssembly, a file of the same name each in assembly/) and `wide` (the same source with larger tiles, which V8 packs
 * into registers of 256 bits where it is told to). The order of every sum is part of the contract, because float32 addition is
 * not associative: a sum starts at +0 and adds products of ascending index, each product and each sum rounded to float32. So the
 * result of a row never depends on which other rows are computed with it, nor a result on the number of workers; and zeros may
 * be left out. A gradient is the exception that takes blocks: each is such a sum, and then the blocks are added in pairs.
 *
 * Formulas: docs/derivation.md. n counts rows of the minibatch, i inputs, j units of a layer.
 */
export interface Kernels {
  readonly name: 'plain' | 'simd' | 'wide'

  /** Where leaving zeros out pays: of the wide kernels. */
  readonly lit?: LitKernels

  /** inputs[n] ← the example of row n, for dense examples (bytes become byte / 255). */
  gather(examples: Examples, inputs: Matrix, region: RegionOf<'minibatch' | 'rows'>): void

  /**
   * out[n] ← Σᵢ inputs[n][i] · weights[i] over the inputs i, one or more. Where `weights` has one row more than `inputs`
   * has columns, that row holds biases, added after the last input: p = Vx + v.
   */
  product(inputs: Matrix, weights: Matrix, out: Matrix, region: RegionOf<'rows' | 'inputs'>): void

  /**
   * out[n] ← the sum of parts[k][n], each half of the parts added up by itself: of four, (0 + 1) + (2 + 3).
   * @param parts two, four or eight of the shape of `out`, in memory at equal distances; the first may be `out`
   */
  pairwiseSum(parts: readonly Matrix[], out: Matrix, region: RegionOf<'rows'>): void

  /**
   * All of `product` with sparse examples as inputs, for some units: zeros are left out. The same bits.
   * @param columns takes, on the way, all entries of the rows, no more than its capacity, sorted by input: the cells of
   * input i begin at i · capacity. Nothing is sorted without it, or where its capacity is 0; its cursors let it go through
   * many inputs in blocks
   */
  sparseProduct(
    examples: Examples,
    weights: Matrix,
    out: Matrix,
    region: RegionOf<'minibatch' | 'rows' | 'units'>,
    columns?: Columns,
  ): void

  /**
   * y = f(p) in place; the padding becomes 0. Softmax takes all units of a row at once.
   * @param slopes takes f′(p), its padding 0; none of softmax
   */
  activate(
    values: Matrix,
    region: RegionOf<'rows' | 'units'>,
    activation: OutputActivation,
    slopes?: Matrix,
  ): void

  /** deltas ← deltas ⊙ f′(p), from y = f(p): for activations that have it from there (`hasDerivativeFromValue`). */
  timesDerivative(activations: Matrix, deltas: Matrix, region: RegionOf<'rows'>, activation: Activation): void

  /** deltas ← deltas ⊙ slopes. */
  timesSlopes(slopes: Matrix, deltas: Matrix, region: RegionOf<'rows'>): void

  /**
   * Inverted dropout: values ← values · mask / (1 − p), and the slopes alike. The mask of a unit is a hash of the key, of the
   * row's position in the epoch (`minibatch.first` + n) and of the unit's number j: no state, the same for any division.
   */
  dropOut(
    values: Matrix,
    slopes: Matrix,
    region: RegionOf<'minibatch' | 'rows' | 'units'>,
    dropout: Dropout,
  ): void

  /**
   * Of the last layer's preactivations q, in place, its outputs z; ∂ε/∂q into `deltas`; the loss ε and the index of the
   * largest output of each row of `kept` into the losses and predictions of `part`, at the number of its example. Where the
   * part weighs its examples, ε and ∂ε/∂q of a row are multiplied by its weight.
   * @returns the sum of the losses of the rows: finite as long as training is
   */
  compare(
    outputs: Matrix,
    part: Part,
    deltas: Matrix,
    region: RegionOf<'minibatch' | 'rows'>,
    kept: Range,
    head: Head,
  ): number

  /**
   * transposed ← Uᵀ, outputs × inputs, without the biases, for some inputs: from a multiple of four to one or to the last
   * input, to whom the padding belongs.
   */
  transpose(weights: Matrix, transposed: Matrix, region: RegionOf<'inputs'>): void

  /** Sorts rows of a sparse minibatch by input, for some inputs. Their cells lie without a gap. */
  sortByInput(examples: Examples, columns: Columns, region: RegionOf<'minibatch' | 'rows' | 'inputs'>): void

  /** Updates out[i] with the gradient gᵢ = Σₙ inputs[n][i] · deltas[n] of the weights of some inputs i, summed over rows n. */
  gradient(inputs: Matrix, deltas: Matrix, out: Matrix, region: SummedRegion<'inputs'>, update: Update): void

  /**
   * The same from a sorted minibatch, for some units. The same bits as `gradient`. Without blocks it is summed over all rows
   * that were sorted.
   */
  sparseGradient(
    examples: Examples,
    columns: Columns,
    deltas: Matrix,
    out: Matrix,
    region: SummedRegion<'inputs' | 'units'>,
    update: Update,
  ): void

  /**
   * The same from a minibatch that is not sorted, example after example: less work where a slice has few units or
   * the minibatch few rows (`prefersUnsorted`, slice.ts). All rows are one block. The same bits.
   */
  scatterGradient(
    examples: Examples,
    accumulator: Accumulator,
    deltas: Matrix,
    out: Matrix,
    region: Region,
    update: Update,
  ): void

  /** The same for the biases of some units, in the last row of `out`: g = Σₙ deltas[n]. */
  biasGradient(deltas: Matrix, out: Matrix, region: SummedRegion<'units'>, update: Update): void

  /** sum[k] ← sum[k] + addend[k], for k in `range`. */
  add(sum: Float32Array, addend: Float32Array, range: Range): void

  /** Updates the weights of some inputs i and units with a gradient that is stored: both matrices are of one shape. */
  updateWeights(weights: Matrix, gradient: Matrix, region: RegionOf<'inputs' | 'units'>, update: Update): void

  /**
   * Σ values[k]² for k in `range`: in four lanes, k modulo 4 counted from the first, added in pairs, (0 + 2) + (1 + 3).
   * @param range from a multiple of four to one
   */
  sumOfSquares(values: Float32Array, range: Range): number

  /** Updates parameters[k] with gradient[k], for k in `range`. */
  descend(parameters: Float32Array, gradient: Float32Array, range: Range, update: Update): void
}
