// NODE --flags run-kernel.mjs KERNEL: calls one of the wide kernels until V8 has optimised it, at sizes that fill its tiles.
import { Trainer } from '@antigrad/core'
import * as internal from '@antigrad/core/internal'
import { loadWideKernels } from '@antigrad/core/wide'

const [name] = process.argv.slice(2)
loadWideKernels()
const { allocate, bufferOf, Arena, kernelsOver, allocateUpdate, setSgd } = internal
const memory = allocate(2 ** 24, 'wide')
const arena = new Arena(bufferOf(memory))
const kernels = kernelsOver(memory, 'wide')
const matrix = (rows, columns) => arena.matrix(rows, columns)
const rows = { first: 0, last: 16 }
const inputs = { first: 0, last: 64 }
const units = { first: 0, last: 64 }
const update = allocateUpdate(arena)
setSgd(update, 0.1)
const [x, weights, out, deltas] = [matrix(16, 64), matrix(65, 64), matrix(16, 64), matrix(16, 64)]
x.values.fill(1)
const lit = internal.allocateLit(arena, 64, 16, 16)
const parts = Array.from({ length: 4 }, () => matrix(16, 64))
const slopes = matrix(16, 64)
const dropout = internal.allocateDropout(arena)
internal.setDropout(dropout, 0.5, 1)
const flat = Array.from({ length: 4 }, () => arena.float32(1024))
const RULES = {
  sgdWithDecay: internal.sgd({ weightDecay: 0.1 }),
  momentum: internal.momentum(),
  nesterov: internal.nesterov(),
  rmsprop: internal.rmsprop(),
  adam: internal.adam(),
}

const CALLS = {
  product: () => kernels.product(x, weights, out, { rows, inputs }),
  gradient: () => kernels.gradient(x, deltas, weights, { rows, inputs }, update),
  litProduct: () => kernels.lit.product(x, weights, out, { rows }, lit),
  litGradient: () => kernels.lit.gradient(x, deltas, weights, { rows, inputs }, update, lit),
  biasGradient: () => kernels.biasGradient(deltas, weights, { rows, units }, update),
  activate: () => kernels.activate(out, { rows, units }, 'sigmoid'),
  timesDerivative: () => kernels.timesDerivative(out, deltas, { rows }, 'sigmoid'),
  softmax: () => kernels.activate(out, { rows, units }, 'softmax'),
  dropOut: () => kernels.dropOut(out, slopes, { minibatch: { first: 0 }, rows, units }, dropout),
  pairwiseSum: () => kernels.pairwiseSum(parts, out, { rows }),
  add: () => kernels.add(flat[0], flat[1], { first: 0, last: 1024 }),
  descend: () => kernels.descend(flat[0], flat[1], { first: 0, last: 1024 }, update),
}

/** A sparse kernel, as a step of training calls it. */
function train(hidden, batchSize) {
  const count = batchSize
  const features = Uint8Array.from({ length: count * 50 }, (_, k) => (k % 3 === 0 ? 1 + (k % 255) : 0))
  const labels = Uint32Array.from({ length: count }, (_, n) => n % 2)
  const dataset = { name: 'made', count, inputs: 50, outputs: 2, features, labels, classes: ['a', 'b'] }
  const options = { hidden: [hidden], batchSize, learningRate: 0.1, seed: 1, kernels: 'wide' }
  return new Trainer({ dataset: { train: dataset, test: dataset }, ...options })
}

if (name === 'sparse') {
  const trainer = train(64, 32)
  for (let epoch = 0; epoch < 50; epoch++) trainer.epoch()
} else if (name === 'scatter') {
  const trainer = train(32, 8)
  for (let epoch = 0; epoch < 50; epoch++) trainer.epoch()
} else if (name in RULES) {
  const [parameters, gradient, first, second] = flat
  const rule = RULES[name]
  const distances = {
    toFirst: first.byteOffset - parameters.byteOffset,
    toSecond: second.byteOffset - parameters.byteOffset,
  }
  const step = { rate: 0.1, weight: 1, clip: 1, number: 1 }
  internal.prepareUpdate(update, rule, step, new internal.BiasCorrections(rule), distances)
  for (let call = 0; call < 50; call++)
    kernels.descend(parameters, gradient, { first: 0, last: 1024 }, update)
} else if (name.includes(' ')) {
  // A kernel and its activation.
  const [kernel, activation] = name.split(' ')
  const calls = {
    activate: () => kernels.activate(out, { rows, units }, activation),
    activateWithSlopes: () => kernels.activate(out, { rows, units }, activation, slopes),
    timesDerivative: () => kernels.timesDerivative(out, deltas, { rows }, activation),
  }
  for (let call = 0; call < 50; call++) calls[kernel]()
} else {
  for (let call = 0; call < 50; call++) CALLS[name]()
}
