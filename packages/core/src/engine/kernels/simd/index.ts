import type { OutputActivation } from '../../../network/activation.js'
import type { Head } from '../../../network/head.js'
import type { Range } from '../../range.js'
import type { RowBlocks } from '../../row-blocks.js'
import type { Kernels, Minibatch } from '../kernels.js'
import type { WasmKernels, WideWasmKernels } from './generated/exports.js'

/** No inputs, or no units: what a kernel does not look at. */
const NONE: Range = { first: 0, last: 0 }

/** assembly/activation.ts */
const NUMBER: Readonly<Record<OutputActivation, number>> = {
  sigmoid: 0,
  tanh: 1,
  relu: 2,
  'leaky-relu': 3,
  gelu: 4,
  silu: 5,
  linear: 6,
  softmax: 7,
}

/** The export that compares for each head. */
const COMPARE = {
  squared: 'compareSquared',
  'linear-squared': 'compareLinear',
  'softmax-cross-entropy': 'compareSoftmax',
  'sigmoid-cross-entropy': 'compareSigmoid',
  huber: 'compareHuber',
} as const satisfies Record<Head, keyof WasmKernels>

/**
 * The kernels in WebAssembly SIMD: each call hands the records of the views to the module. Every view must lie in the
 * memory that `wasm` was instantiated over.
 */
export function createSimdKernels(name: 'simd' | 'wide', wasm: WasmKernels | WideWasmKernels): Kernels {
  const setRegion = (rows: Range, inputs = NONE, units = NONE): void =>
    wasm.setRegion(rows.first, rows.last, inputs.first, inputs.last, units.first, units.last)
  const setBlocks = (blocks?: RowBlocks): void => wasm.setBlocks(blocks?.rows ?? 0, blocks?.sums.record ?? 0)
  return {
    name,
    ...('litProduct' in wasm && {
      lit: {
        product(inputs, weights, out, { rows }, lit) {
          setRegion(rows)
          wasm.litProduct(inputs.record, weights.record, out.record, lit.record)
        },

        gradient(inputs, deltas, out, { rows, inputs: terms, blocks }, update, lit) {
          setRegion(rows, terms)
          setBlocks(blocks)
          wasm.litGradient(inputs.record, deltas.record, out.record, update.record, lit.record)
        },
      },
    }),

    gather(examples, inputs, { minibatch, rows }) {
      setRegion(rows)
      if (examples.plan.form === 'floats')
        wasm.gatherFloats(examples.record, orderOf(minibatch), inputs.record)
      else wasm.gatherBytes(examples.record, orderOf(minibatch), inputs.record)
    },

    product(inputs, weights, out, region) {
      setRegion(region.rows, region.inputs)
      wasm.product(inputs.record, weights.record, out.record)
    },

    pairwiseSum(parts, out, { rows }) {
      setRegion(rows)
      wasm.pairwiseSum(parts[0].address, parts[1].address - parts[0].address, parts.length, out.record)
    },

    sparseProduct(examples, weights, out, { minibatch, rows, units }, columns) {
      setRegion(rows, NONE, units)
      const order = orderOf(minibatch)
      wasm.sparseProduct(examples.record, order, weights.record, out.record, columns?.record ?? 0)
    },

    activate(values, { rows, units }, activation, slopes) {
      setRegion(rows, NONE, units)
      wasm.activate(values.record, NUMBER[activation], slopes?.record ?? 0)
    },

    timesDerivative(activations, deltas, { rows }, activation) {
      setRegion(rows)
      wasm.timesDerivative(activations.record, deltas.record, NUMBER[activation])
    },

    timesSlopes(slopes, deltas, { rows }) {
      setRegion(rows)
      wasm.timesSlopes(slopes.record, deltas.record)
    },

    dropOut(values, slopes, { minibatch, rows, units }, { record }) {
      setRegion(rows, NONE, units)
      wasm.dropOut(values.record, slopes.record, record, minibatch.first)
    },

    compare(outputs, part, deltas, { minibatch, rows }, kept, head) {
      setRegion(rows)
      const order = orderOf(minibatch)
      return wasm[COMPARE[head]](outputs.record, part.record, order, deltas.record, kept.first, kept.last)
    },

    transpose(weights, transposed, { inputs }) {
      wasm.transpose(weights.record, transposed.record, inputs.first, inputs.last)
    },

    sortByInput(examples, columns, { minibatch, rows, inputs }) {
      setRegion(rows, inputs)
      wasm.sortByInput(examples.record, orderOf(minibatch), columns.record)
    },

    gradient(inputs, deltas, out, region, update) {
      setRegion(region.rows, region.inputs)
      setBlocks(region.blocks)
      wasm.gradient(inputs.record, deltas.record, out.record, update.record)
    },

    sparseGradient(examples, columns, deltas, out, { rows, inputs, units, blocks }, update) {
      setRegion(rows, inputs, units)
      setBlocks(blocks)
      wasm.sparseGradient(examples.record, columns.record, deltas.record, out.record, update.record)
    },

    scatterGradient(examples, accumulator, deltas, out, { minibatch, rows, inputs, units }, update) {
      setRegion(rows, inputs, units)
      const order = orderOf(minibatch)
      wasm.scatterGradient(
        examples.record,
        order,
        accumulator.record,
        deltas.record,
        out.record,
        update.record,
      )
    },

    biasGradient(deltas, out, { rows, units, blocks }, update) {
      setRegion(rows, NONE, units)
      setBlocks(blocks)
      wasm.biasGradient(deltas.record, out.record, update.record)
    },

    add: (sum, addend, { first, last }) => wasm.add(sum.byteOffset, addend.byteOffset, first, last),

    updateWeights(weights, gradient, { inputs, units }, update) {
      setRegion(NONE, inputs, units)
      wasm.updateWeights(weights.record, gradient.record, update.record)
    },

    sumOfSquares: (values, { first, last }) => wasm.sumOfSquares(values.byteOffset, first, last),

    descend(parameters, gradient, { first, last }, update) {
      wasm.descend(parameters.byteOffset, gradient.byteOffset, first, last, update.record)
    },
  }
}

/** Where the order of a minibatch begins, in bytes. */
function orderOf({ order, first }: Minibatch): number {
  return order.byteOffset + 4 * first
}
