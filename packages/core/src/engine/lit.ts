import type { Architecture } from '../network/architecture.js'
import { PANEL } from '../network/matrix.js'
import type { Arena } from './arena.js'
import { blockCount, blockRows } from './row-blocks.js'

/** The share of lit inputs up to which a layer's zeros are left out: "ReLU's zeros" in docs/performance.md. */
const LIT_BELOW = 0.6

/** Of a ReLU layer about half the units are lit. */
const LIT_OF_RELU = 0.5

/** Units of a layer from which on leaving zeros out of its inputs pays. */
const LEAST_UNITS = PANEL

/** Rows of a minibatch from which on leaving zeros out of a gradient pays. */
export const LEAST_LIT_ROWS = 16

/** Rows of a product whose bits are found at once: LIT_ROWS in assembly/lit.ts. */
const PRODUCT_ROWS = 128

/** Bits of a number: rows of a gradient, or inputs of a panel. */
const WORD = 64

/** Where `LitKernels` find out which inputs are lit, not zero: of each thread its own, nothing between calls. */
export interface Lit {
  /** Two for 64 bits. */
  readonly bits: Uint32Array
  /** [PANEL × PANEL]: sums of a gradient that is not stored. */
  readonly sums: Float32Array
  /** Where the kernels find the addresses of both, in bytes: assembly/lit.ts. */
  readonly record: number
}

/**
 * For so many rows and matrices of so many columns at most, the next parts of `arena`.
 * @param batchSize rows of the largest minibatch whose gradient is summed, from 1
 */
export function allocateLit(arena: Arena, columns: number, rows: number, batchSize: number): Lit {
  const ofProduct = Math.min(rows, PRODUCT_ROWS) * Math.ceil(columns / PANEL)
  const ofGradient = blockCount(batchSize) * Math.ceil(blockRows(batchSize) / WORD) * WORD
  const bits = arena.uint32(2 * Math.max(ofProduct, ofGradient))
  const sums = arena.float32(PANEL * PANEL)
  return { bits, sums, record: arena.record(bits.byteOffset, sums.byteOffset) }
}

/** Of each layer, whether zeros are left out of its inputs and of its deltas. */
export interface LeftOut {
  readonly inputs: readonly boolean[]
  readonly deltas: readonly boolean[]
}

/**
 * Where leaving zeros out pays, by what is expected of each hidden layer's activation and dropout. The bits are the same, so
 * nobody has to count.
 * @param dropout [hidden layers], or empty where no unit is left out
 */
export function zerosLeftOut({ activations, layers }: Architecture, dropout: readonly number[]): LeftOut {
  const hidden = activations.map((activation, l) => {
    const lit = activation === 'relu' ? LIT_OF_RELU : 1
    return lit * (1 - (dropout[l] ?? 0)) <= LIT_BELOW
  })
  return {
    inputs: layers.map(({ outputs }, l) => l > 0 && hidden[l - 1] && outputs >= LEAST_UNITS),
    deltas: layers.map(({ inputs }, l) => l > 0 && hidden[l] === true && inputs >= LEAST_UNITS),
  }
}
