import type { Matrix } from '../../network/matrix.js'
import type { Examples } from '../examples.js'

/** Whole numbers in [first, last). */
export interface Range {
  readonly first: number
  readonly last: number
}

/** A minibatch: its row n is the example `order[first + n]`. */
export interface Minibatch {
  readonly order: Uint32Array
  readonly first: number
  readonly count: number
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
  /** Cells that each input has room for, where `sparseProduct` sorts; otherwise 0. */
  readonly room: number
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
}

/**
 * The arithmetic of training, over views that the caller owns. Nothing is allocated, nothing outside the
 * named rows of the output is written, every size from 1 is taken.
 *
 * Two implementations, one suite (kernels.test.ts), the same bits: `plain` (readable loops) and `simd`
 * (WebAssembly). The order of every sum is part of the contract, because float32 addition is not
 * associative: a sum starts at +0 and adds products of ascending index, each product and each sum rounded
 * to float32. So the result of a row never depends on which other rows are computed with it, nor a
 * result on the number of workers; and zeros may be left out.
 *
 * Formulas: docs/derivation.md. n counts rows of the minibatch, i inputs, j units of a layer. A range of units
 * begins at a multiple of four and ends at one or at the last unit; padding belongs to the last unit.
 */
export interface Kernels {
  readonly name: 'plain' | 'simd'

  /** inputs[n] ← the example of row n, for dense examples (bytes become byte / 255). */
  gather(examples: Examples, minibatch: Minibatch, inputs: Matrix, from: number, to: number): void

  /**
   * out[n] ← Σᵢ inputs[n][i] · weights[i] over the terms i, one or more, for rows n in [from, to). Where
   * `weights` has one row more than `inputs` has columns, that row holds biases, added behind the last input:
   * p = Vx + v.
   */
  product(inputs: Matrix, weights: Matrix, out: Matrix, from: number, to: number, terms: Range): void

  /**
   * out[n] ← the sum of parts[k][n] for rows n in [from, to), each half of the parts added up by itself: of four,
   * (0 + 1) + (2 + 3).
   * @param parts two, four or eight of the shape of `out`, in memory at equal distances; the first may be `out`
   */
  pairwiseSum(parts: readonly Matrix[], out: Matrix, from: number, to: number): void

  /**
   * All of `product` with sparse examples as inputs, for some units: zeros are left out. The same bits.
   * @param columns takes, on the way, all entries of rows [from, to), no more than its `room`, sorted by input: the
   * cells of input i begin at i · room. Nothing is sorted without it, or where its room is 0
   */
  sparseProduct(
    examples: Examples,
    minibatch: Minibatch,
    weights: Matrix,
    out: Matrix,
    from: number,
    to: number,
    units: Range,
    columns?: Columns,
  ): void

  /** y = σ(p) in place, for some units; the padding becomes 0. */
  activate(values: Matrix, from: number, to: number, units: Range): void

  /** deltas ← deltas ⊙ y ⊙ (1 − y): the derivative of σ, from its value. */
  timesDerivative(activations: Matrix, deltas: Matrix, from: number, to: number): void

  /**
   * ∂ε/∂q = (z − l) ⊙ z ⊙ (1 − z) of rows [from, to) into `deltas`; the loss ½‖z − l‖² and the index of the
   * largest output of each row of `kept` into `losses` and `predictions`, at the number of its example.
   * @returns the sum of the losses of rows [from, to): finite as long as training is
   */
  compare(
    outputs: Matrix,
    examples: Examples,
    minibatch: Minibatch,
    deltas: Matrix,
    losses: Float32Array,
    predictions: Uint32Array,
    from: number,
    to: number,
    kept: Range,
  ): number

  /** transposed ← Uᵀ: outputs × inputs, without the biases. */
  transpose(weights: Matrix, transposed: Matrix): void

  /** Sorts rows [from, to) of a sparse minibatch by input, for the inputs [first, last). Their cells lie without a gap. */
  sortByInput(
    examples: Examples,
    minibatch: Minibatch,
    columns: Columns,
    from: number,
    to: number,
    first: number,
    last: number,
  ): void

  /**
   * Gradient of the weights of inputs i in [first, last), summed over rows n in [from, to):
   * gᵢ = Σₙ inputs[n][i] · deltas[n]. With rate 0, out[i] ← gᵢ; otherwise out[i] ← out[i] − rate · gᵢ.
   */
  gradient(
    inputs: Matrix,
    deltas: Matrix,
    out: Matrix,
    from: number,
    to: number,
    first: number,
    last: number,
    rate: number,
  ): void

  /** The same from a sorted minibatch, over the rows it was sorted for, for some units. The same bits as `gradient`. */
  sparseGradient(
    examples: Examples,
    columns: Columns,
    deltas: Matrix,
    out: Matrix,
    first: number,
    last: number,
    units: Range,
    rate: number,
  ): void

  /**
   * The same from a minibatch that is not sorted, example after example: less work where a slice has few units or
   * the minibatch few rows (`scatters`, slice.ts). The same bits.
   */
  scatterGradient(
    examples: Examples,
    minibatch: Minibatch,
    accumulator: Accumulator,
    deltas: Matrix,
    out: Matrix,
    from: number,
    to: number,
    first: number,
    last: number,
    units: Range,
    rate: number,
  ): void

  /** The same for the biases of some units, in the last row of `out`: g = Σₙ deltas[n]. */
  biasGradient(deltas: Matrix, out: Matrix, from: number, to: number, units: Range, rate: number): void

  /** sum[k] ← Σᵣ parts[r][k] in the order of the ranks r, for k in [first, last). */
  sum(parts: readonly Float32Array[], sum: Float32Array, first: number, last: number): void

  /** parameters[k] ← parameters[k] − rate · gradient[k] for k in [first, last). */
  descend(parameters: Float32Array, gradient: Float32Array, first: number, last: number, rate: number): void
}
