import type { Kernels } from '../kernels.js'
import type { WasmKernels } from './load.js'

/**
 * The kernels in WebAssembly SIMD: each call hands the addresses of the views to the module. Every view
 * must lie in the memory that `wasm` was instantiated over.
 */
export function createSimdKernels(wasm: WasmKernels): Kernels {
  return {
    name: 'simd',

    gather({ plan, bytes, floats }, { order, first }, inputs, from, to) {
      const rows = order.byteOffset + 4 * first
      if (plan.form === 'floats') {
        wasm.gatherFloats(floats.byteOffset, rows, inputs.address, inputs.rows, inputs.columns, from, to)
      } else {
        wasm.gatherBytes(bytes.byteOffset, rows, inputs.address, inputs.rows, inputs.columns, from, to)
      }
    },

    product(inputs, weights, out, from, to, terms) {
      wasm.product(
        inputs.address,
        inputs.rows,
        inputs.columns,
        weights.address,
        weights.rows,
        out.address,
        out.rows,
        out.columns,
        from,
        to,
        terms.first,
        terms.last,
      )
    },

    pairwiseSum(parts, out, from, to) {
      const stride = parts[1].address - parts[0].address
      wasm.pairwiseSum(parts[0].address, stride, parts.length, out.address, out.rows, out.columns, from, to)
    },

    sparseProduct(examples, { order, first }, weights, out, from, to, units, columns) {
      wasm.sparseProduct(
        examples.starts.byteOffset,
        examples.entries.byteOffset,
        examples.levels.byteOffset,
        order.byteOffset + 4 * first,
        weights.address,
        weights.rows,
        out.address,
        out.rows,
        out.columns,
        from,
        to,
        units.first,
        units.last,
        columns?.starts.byteOffset ?? 0,
        columns?.ends.byteOffset ?? 0,
        columns?.cells.byteOffset ?? 0,
        columns?.room ?? 0,
      )
    },

    activate(values, from, to, units) {
      wasm.activate(values.address, values.rows, values.columns, from, to, units.first, units.last)
    },

    timesDerivative(activations, deltas, from, to) {
      wasm.timesDerivative(activations.address, deltas.address, deltas.rows, deltas.columns, from, to)
    },

    compare(outputs, { labels, targets }, { order, first }, deltas, losses, predictions, from, to, kept) {
      return wasm.compare(
        outputs.address,
        outputs.rows,
        labels.byteOffset,
        targets.address,
        targets.rows,
        order.byteOffset + 4 * first,
        deltas.address,
        losses.byteOffset,
        predictions.byteOffset,
        outputs.columns,
        from,
        to,
        kept.first,
        kept.last,
      )
    },

    transpose(weights, transposed) {
      wasm.transpose(weights.address, weights.rows, transposed.address, transposed.columns, transposed.rows)
    },

    sortByInput(examples, minibatch, columns, from, to, first, last) {
      wasm.sortByInput(
        examples.starts.byteOffset,
        examples.entries.byteOffset,
        minibatch.order.byteOffset + 4 * minibatch.first,
        columns.starts.byteOffset,
        columns.ends.byteOffset,
        columns.cells.byteOffset,
        from,
        to,
        first,
        last,
      )
    },

    gradient(inputs, deltas, out, from, to, first, last, rate) {
      wasm.gradient(
        inputs.address,
        inputs.rows,
        inputs.columns,
        deltas.address,
        deltas.rows,
        out.address,
        out.rows,
        out.columns,
        from,
        to,
        first,
        last,
        rate,
      )
    },

    sparseGradient(examples, columns, deltas, out, first, last, units, rate) {
      wasm.sparseGradient(
        columns.starts.byteOffset,
        columns.ends.byteOffset,
        columns.cells.byteOffset,
        examples.levels.byteOffset,
        deltas.address,
        deltas.rows,
        out.address,
        out.rows,
        out.columns,
        first,
        last,
        units.first,
        units.last,
        rate,
      )
    },

    scatterGradient(examples, { order, first }, accumulator, deltas, out, from, to, begin, end, units, rate) {
      wasm.scatterGradient(
        examples.starts.byteOffset,
        examples.entries.byteOffset,
        examples.levels.byteOffset,
        order.byteOffset + 4 * first,
        accumulator.sums.byteOffset,
        accumulator.lit.byteOffset,
        accumulator.marks.byteOffset,
        deltas.address,
        deltas.rows,
        out.address,
        out.rows,
        out.columns,
        from,
        to,
        begin,
        end,
        units.first,
        units.last,
        rate,
      )
    },

    biasGradient(deltas, out, from, to, units, rate) {
      wasm.biasGradient(
        deltas.address,
        deltas.rows,
        out.address,
        out.rows,
        out.columns,
        from,
        to,
        units.first,
        units.last,
        rate,
      )
    },

    sum(parts, out, first, last) {
      const stride = parts.length > 1 ? parts[1].byteOffset - parts[0].byteOffset : 0
      wasm.sum(parts[0].byteOffset, stride, parts.length, out.byteOffset, first, last)
    },

    descend(parameters, gradient, first, last, rate) {
      wasm.descend(parameters.byteOffset, gradient.byteOffset, first, last, rate)
    },
  }
}
