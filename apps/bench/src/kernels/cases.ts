import { createArchitecture, type Dataset, type SplitDataset } from '@antigrad/core'
import {
  allocateParameters,
  allocateShared,
  allocateSingleThread,
  allocateUpdate,
  bestKernels,
  Computation,
  indexOf,
  kernelsOver,
  type Matrix,
  Orders,
  planTraining,
  prepareWorkspace,
  setSgd,
  wholeSlice,
  wholeSorted,
} from '@antigrad/core/internal'
import type { Scenario } from '../scenario.js'

/** One kernel at the sizes of a scenario's step. */
export interface KernelCase {
  readonly name: string
  /** What it computes with. */
  readonly size: string
  /** float32 operations of a call that the result needs; 0 where it only moves. */
  readonly flops: number
  /** Values it writes in a call. */
  readonly values: number
  readonly call: () => void
}

/** Operations of σ of one value: assembly/sigmoid.ts, the division and the bounds included. */
const SIGMOID_FLOPS = 30

/** Every kernel of training, at the sizes of the scenario's first and last layer. */
export function kernelCases(scenario: Scenario, dataset: SplitDataset): KernelCase[] {
  const plan = planTraining({ ...scenario, dataset })
  const shape = createArchitecture(plan.sizes)
  const name = bestKernels()
  const { memory, views } = allocateShared(name, (arena) => ({
    ...allocateSingleThread(arena, plan),
    pixels: arena.matrix(plan.batchSize, plan.sizes[0]),
    still: allocateUpdate(arena),
    own: allocateParameters(arena, shape),
    other: allocateParameters(arena, shape),
  }))
  const { workspace, scratch, pixels, still, own, other } = views
  const kernels = kernelsOver(memory, name)
  prepareWorkspace(workspace, { ...scenario, dataset })
  new Orders(scenario.seed).fill(workspace.orders[0], 1)

  const { architecture, layers, activations, deltas, train, orders, parameters, sums } = workspace
  const rows = plan.batchSize
  const minibatch = { order: orders[0], first: 0, count: rows }
  const { inputs, outputs: hidden } = architecture.layers[0]
  const last = architecture.layers.length - 1
  const { inputs: units, outputs } = architecture.layers[last]
  const whole = wholeSlice(architecture)
  const sorted = wholeSorted(architecture, rows, scratch.columns)
  const first = {
    minibatch,
    rows: { first: 0, last: rows },
    inputs: { first: 0, last: inputs },
    units: whole[0].units,
  }
  const second = { rows: first.rows, inputs: { first: 0, last: units } }
  const backward = { rows: first.rows, inputs: { first: 0, last: outputs } }
  const everything = { first: 0, last: parameters.length }
  const { blocks } = architecture.layers[last]
  const entries = litEntries(dataset.train, minibatch.order.subarray(0, rows))

  // One step fills what the kernels read: activations, deltas, sorted columns.
  const computation = new Computation(workspace, kernels, scratch)
  computation.forward(train, minibatch, 0, rows)
  computation.compare(train, minibatch, 0, rows)
  computation.transpose()
  computation.backward(0, rows)
  computation.sort(minibatch, 0, rows, sorted)
  computation.gradient(minibatch, 0, rows, whole, sorted, own.layers)
  setSgd(still, 0)
  fillPixels(pixels, dataset.train, minibatch.order)
  const [gradients] = other.layers
  const lastGradients = own.layers[last]

  const sorting: KernelCase = {
    name: 'sparseProduct, sorting',
    size: `${rows}×${inputs}·${hidden}, lit only`,
    flops: 2 * entries * hidden + rows * hidden,
    values: rows * hidden,
    call: () => kernels.sparseProduct(train.examples, layers[0], activations[0], first, scratch.columns),
  }
  const sparse: KernelCase[] =
    train.examples.plan.form !== 'sparse'
      ? []
      : [
          {
            name: 'sparseProduct',
            size: `${rows}×${inputs}·${hidden}, lit only`,
            flops: 2 * entries * hidden + rows * hidden,
            values: rows * hidden,
            call: () => kernels.sparseProduct(train.examples, layers[0], activations[0], first),
          },
          ...(scratch.columns.capacity > 0 ? [sorting] : []),
          {
            name: 'sparseGradient',
            size: `${inputs}×${hidden} over ${rows}, lit only`,
            flops: 2 * entries * hidden,
            values: inputs * hidden,
            call: () =>
              kernels.sparseGradient(
                train.examples,
                scratch.columns,
                deltas[0],
                gradients,
                first,
                scratch.update,
              ),
          },
          {
            name: 'sortByInput',
            size: `${rows} rows`,
            flops: 0,
            values: entries,
            call: () => kernels.sortByInput(train.examples, scratch.columns, first),
          },
        ]
  const dense: KernelCase[] =
    last === 0
      ? []
      : [
          {
            name: 'product',
            size: `${rows}×${units}·${outputs}`,
            flops: 2 * rows * units * outputs + rows * outputs,
            values: rows * outputs,
            // By blocks, as a step does.
            call: () => {
              for (const [block, terms] of blocks.entries()) {
                const out = sums.at(block) ?? activations[last]
                kernels.product(activations[last - 1], layers[last], out, { rows: first.rows, inputs: terms })
              }
            },
          },
          ...(sums.length > 0
            ? [
                {
                  name: 'pairwiseSum',
                  size: `${blocks.length} of ${rows}×${outputs}`,
                  flops: (blocks.length - 1) * rows * outputs,
                  values: rows * outputs,
                  call: () => kernels.pairwiseSum(sums, activations[last], first),
                },
              ]
            : []),
          {
            name: 'product, transposed',
            size: `${rows}×${outputs}·${units}`,
            flops: 2 * rows * units * outputs,
            values: rows * units,
            call: () => kernels.product(deltas[last], scratch.transposed[last], deltas[last - 1], backward),
          },
          {
            name: 'gradient',
            size: `${units}×${outputs} over ${rows}`,
            flops: 2 * rows * units * outputs,
            values: units * outputs,
            call: () =>
              kernels.gradient(activations[last - 1], deltas[last], lastGradients, second, scratch.update),
          },
          {
            name: 'timesDerivative',
            size: `${rows}×${units}`,
            flops: 3 * rows * units,
            values: rows * units,
            call: () => kernels.timesDerivative(activations[last - 1], deltas[last - 1], second, 'sigmoid'),
          },
          {
            name: 'transpose',
            size: `${units}×${outputs}`,
            flops: 0,
            values: units * outputs,
            call: () => kernels.transpose(layers[last], scratch.transposed[last], second),
          },
        ]
  const denseFirst: KernelCase[] = [
    {
      name: 'product',
      size: `${rows}×${inputs}·${hidden}`,
      flops: 2 * rows * inputs * hidden + rows * hidden,
      values: rows * hidden,
      call: () => kernels.product(pixels, layers[0], activations[0], first),
    },
    {
      name: 'gradient',
      size: `${inputs}×${hidden} over ${rows}`,
      flops: 2 * rows * inputs * hidden,
      values: inputs * hidden,
      call: () => kernels.gradient(pixels, deltas[0], gradients, first, scratch.update),
    },
  ]
  return [
    ...sparse,
    ...denseFirst,
    ...dense,
    {
      name: 'activate',
      size: `${rows}×${hidden}`,
      flops: SIGMOID_FLOPS * rows * hidden,
      values: rows * hidden,
      call: () => kernels.activate(activations[0], first, 'sigmoid'),
    },
    {
      name: 'compare',
      size: `${rows}×${outputs}`,
      flops: 6 * rows * outputs,
      values: rows * outputs,
      call: () => kernels.compare(activations[last], train, deltas[last], first, first.rows, 'squared'),
    },
    {
      name: 'biasGradient',
      size: `${hidden} over ${rows}`,
      flops: rows * hidden,
      values: hidden,
      call: () => kernels.biasGradient(deltas[0], gradients, first, scratch.update),
    },
    {
      name: 'add',
      size: `${parameters.length}`,
      flops: parameters.length,
      values: parameters.length,
      call: () => kernels.add(own.values, other.values, everything),
    },
    {
      name: 'descend',
      size: `${parameters.length}`,
      flops: 2 * parameters.length,
      values: parameters.length,
      // With rate 0 the parameters stay what they are for every call.
      call: () => kernels.descend(parameters, own.values, everything, still),
    },
  ]
}

/** The features of the first rows of a minibatch, zeros and all. */
function fillPixels(pixels: Matrix, { features, inputs }: Dataset, order: Uint32Array): void {
  for (let n = 0; n < pixels.rows; n++) {
    for (let i = 0; i < inputs; i++) {
      pixels.values[indexOf(pixels, n, i)] = features[order[n] * inputs + i] / 255
    }
  }
}

/** Bytes of these examples that are not 0. */
function litEntries({ features, inputs }: Dataset, examples: Uint32Array): number {
  let lit = 0
  for (const example of examples) {
    for (let i = 0; i < inputs; i++) if (features[example * inputs + i] !== 0) lit++
  }
  return lit
}
