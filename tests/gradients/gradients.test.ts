import { createArchitecture, createRandom, Network, type TrainingOptions } from '@antigrad/core'
import {
  allocateParameters,
  allocateShared,
  allocateSingleThread,
  Computation,
  indexOf,
  type Kernels,
  kernelsOver,
  layerMatrices,
  networkSizes,
  planTraining,
  prepareWorkspace,
  wholeSlice,
  wholeSorted,
} from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'
import { loadWideKernels } from '@antigrad/core/wide'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMS, runs } from '../parallel/random-run.js'
import { boundsOf, sumBound } from './error-bounds.js'

/** The run from initial weights and, where they would be zero, biases within ±1. */
function withBiases(run: TrainingOptions): TrainingOptions {
  const { architecture, parameters } = Network.create(networkSizes(run), run.seed)
  const random = createRandom(run.seed, 0)
  for (const layer of layerMatrices(architecture, parameters)) {
    for (let j = 0; j < layer.columns; j++) {
      layer.values[indexOf(layer, layer.rows - 1, j)] = 2 * random.uniform() - 1
    }
  }
  return { ...run, parameters }
}

/** Forward, deltas and gradients of the first minibatch, in the order of the examples, in float32. */
function compute(run: TrainingOptions, kernels: Kernels['name']) {
  const plan = planTraining(run)
  const { memory, views } = allocateShared(kernels, (arena) => ({
    ...allocateSingleThread(arena, plan),
    gradient: allocateParameters(arena, createArchitecture(plan.sizes)),
  }))
  const { workspace, scratch, gradient } = views
  prepareWorkspace(workspace, run)
  const computation = new Computation(workspace, kernelsOver(memory, kernels), scratch)
  const minibatch = { order: workspace.identity, first: 0, count: plan.batchSize }
  const sorted = wholeSorted(workspace.architecture, plan.batchSize, scratch.columns)
  computation.forward(workspace.train, minibatch, 0, plan.batchSize)
  computation.compare(workspace.train, minibatch, 0, plan.batchSize)
  computation.transpose()
  computation.backward(0, plan.batchSize)
  computation.sort(minibatch, 0, plan.batchSize, sorted)
  computation.gradient(
    minibatch,
    0,
    plan.batchSize,
    wholeSlice(workspace.architecture),
    sorted,
    gradient.layers,
  )
  return { ...workspace, gradients: gradient.layers }
}

/** The same examples for the textbook. `inputError` is what float32 makes of byte / 255. */
function examplesOf({ dataset: { train } }: TrainingOptions, count: number) {
  const { features, labels, targets, inputs, outputs } = train
  const bytes = features instanceof Uint8Array
  return Array.from({ length: count }, (_, n) => {
    const input = Float64Array.from(features.subarray(n * inputs, (n + 1) * inputs), (x) =>
      bytes ? x / 255 : x,
    )
    return {
      input,
      inputError: input.map((x) => (bytes ? x * 2 ** -24 : 0)),
      label: targets
        ? Float64Array.from(targets.subarray(n * outputs, (n + 1) * outputs))
        : Float64Array.from({ length: outputs }, (_, j) => (labels?.[n] === j ? 1 : 0)),
    }
  })
}

/** The largest share of its bound that any number is off. */
class Worst {
  share = 0

  expect(found: number, exact: number, bound: number, what: string): void {
    const share = Math.abs(found - exact) / bound
    if (!(share <= 1)) throw new Error(`${what}: ${exact} came out as ${found}, within ${bound} at most`)
    this.share = Math.max(this.share, share)
  }
}

function check(run: TrainingOptions, kernels: Kernels['name'], worst: Worst): void {
  const { architecture, parameters, activations, deltas, train, gradients, plan } = compute(run, kernels)
  const network = textbook.fromNetwork(new Network(architecture, parameters.slice()))
  const examples = examplesOf(run, plan.batchSize).map((example, n) => {
    const pass = textbook.forward(network, example.input)
    const exact = textbook.backward(network, pass, example.label).map(({ biases }) => biases)
    const bounds = boundsOf(network, pass, exact, example.label, example.inputError)
    for (const l of network.keys()) {
      const at = (j: number) => indexOf(activations[l], n, j)
      for (const [j, y] of pass.activations[l + 1].entries()) {
        worst.expect(activations[l].values[at(j)], y, bounds.activations[l + 1][j], `y of unit ${l}, ${j}`)
        worst.expect(deltas[l].values[at(j)], exact[l][j], bounds.deltas[l][j], `δ of unit ${l}, ${j}`)
      }
    }
    const loss = textbook.loss(pass.activations[network.length], example.label)
    worst.expect(train.losses[n], loss, bounds.loss, `ε of example ${n}`)
    return { ...example, pass, exact, bounds }
  })
  const gradient = textbook.minibatchGradient(network, examples)
  for (const [l, { weights, biases }] of gradient.entries()) {
    const found = gradients[l]
    const terms = (j: number, x: (example: (typeof examples)[number]) => readonly [number, number]) =>
      sumBound(
        examples.map((example) => {
          const [a, aError] = x(example)
          return { a, aError, b: example.exact[l][j], bError: example.bounds.deltas[l][j] }
        }),
      )
    for (let j = 0; j < weights.rows; j++) {
      for (let i = 0; i < weights.columns; i++) {
        const bound = terms(j, ({ pass, bounds }) => [pass.activations[l][i], bounds.activations[l][i]])
        const value = found.values[indexOf(found, i, j)]
        worst.expect(value, weights.values[j * weights.columns + i], bound, `∂ε/∂V of layer ${l}, ${j}, ${i}`)
      }
      const bound = terms(j, () => [1, 0])
      const value = found.values[indexOf(found, weights.columns, j)]
      worst.expect(value, biases[j], bound, `∂ε/∂v of layer ${l}, ${j}`)
    }
  }
}

loadWideKernels()

describe.each(['plain', 'simd', 'wide'] as const)(
  'forward, deltas and gradients of the %s kernels',
  (kernels) => {
    test.each(FORMS)('are those of the textbook, as near as float32 can be: %s', (form) => {
      const worst = new Worst()
      fc.assert(
        fc.property(runs(form), (run) => check(withBiases(run), kernels, worst)),
        { numRuns: 25, endOnFailure: true },
      )
      // Bounds far above the errors would hold anything.
      expect(worst.share).toBeGreaterThan(0.01)
    })
  },
)
