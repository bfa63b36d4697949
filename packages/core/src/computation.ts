import type { Kernels, Minibatch } from './kernels/kernels.js'
import type { Part, Private, Workspace } from './workspace.js'

/** One worker's range of the flat parameters: rows [first, last), counted through all layers. */
export interface Slice {
  readonly first: number
  readonly last: number
}

/**
 * The parts of a training step, for the rows or the slice that one worker owns. Between them lie the
 * barriers of the parallel strategies; a single thread calls one after the other (see `step`).
 * Formulas: docs/derivation.md.
 */
export class Computation {
  readonly #workspace: Workspace
  readonly #kernels: Kernels
  readonly #own: Private
  readonly #sparse: boolean

  /** @param rank whose private part of the workspace is written */
  constructor(workspace: Workspace, kernels: Kernels, rank: number) {
    this.#workspace = workspace
    this.#kernels = kernels
    this.#own = workspace.workers[rank]
    this.#sparse = workspace.plan.train.form === 'sparse'
  }

  /** p = Vx + v, y = σ(p), layer after layer, for rows [from, to). */
  forward(part: Part, minibatch: Minibatch, from: number, to: number): void {
    const { layers, inputs, activations } = this.#workspace
    const kernels = this.#kernels
    if (!this.#sparse) kernels.gather(part.examples, minibatch, inputs, from, to)
    for (let l = 0; l < layers.length; l++) {
      if (l > 0) kernels.product(activations[l - 1], layers[l], activations[l], from, to)
      else if (this.#sparse)
        kernels.sparseProduct(part.examples, minibatch, layers[0], activations[0], from, to)
      else kernels.product(inputs, layers[0], activations[0], from, to)
      kernels.activate(activations[l], from, to)
    }
  }

  /**
   * ε and ∂ε/∂q of the last layer, for rows [from, to).
   * @returns the sum of their losses
   */
  compare(part: Part, minibatch: Minibatch, from: number, to: number): number {
    const { activations, deltas } = this.#workspace
    const last = activations.length - 1
    return this.#kernels.compare(
      activations[last],
      part.examples,
      minibatch,
      deltas[last],
      part.losses,
      part.predictions,
      from,
      to,
    )
  }

  /** ∂ε/∂y = Uᵀ ∂ε/∂q and ∂ε/∂p = ∂ε/∂y ⊙ σ'(p), from the last layer to the first, for rows [from, to). */
  backward(from: number, to: number): void {
    const { layers, activations, deltas } = this.#workspace
    const { transposed } = this.#own
    for (let l = layers.length - 1; l > 0; l--) {
      this.#kernels.transpose(layers[l], transposed[l])
      this.#kernels.product(deltas[l], transposed[l], deltas[l - 1], from, to)
      this.#kernels.timesDerivative(activations[l - 1], deltas[l - 1], from, to)
    }
  }

  /** Sorts rows [from, to) of a sparse minibatch by the inputs of `slice`: what `gradient` reads. */
  sort(minibatch: Minibatch, from: number, to: number, slice: Slice): void {
    if (!this.#sparse) return
    const inputs = this.#workspace.architecture.sizes[0]
    const last = Math.min(slice.last, inputs)
    if (slice.first >= last) return
    this.#kernels.sortByInput(
      this.#workspace.train.examples,
      minibatch,
      this.#own.columns,
      from,
      to,
      slice.first,
      last,
    )
  }

  /** The gradient of the rows of `slice`, ∂ε/∂V = ∂ε/∂p ⊗ x summed over rows [from, to), kept as the worker's own. */
  gradient(from: number, to: number, slice: Slice): void {
    this.#sumGradient(from, to, slice, 0)
  }

  /** The same gradient and, fused with it, the step V ← V − rate · ∂ε/∂V. */
  descend(from: number, to: number, slice: Slice, rate: number): void {
    this.#sumGradient(from, to, slice, rate)
  }

  #sumGradient(from: number, to: number, slice: Slice, rate: number): void {
    const { architecture, layers, inputs, activations, deltas, train } = this.#workspace
    const kernels = this.#kernels
    for (let l = 0; l < layers.length; l++) {
      const layer = architecture.layers[l]
      const out = rate === 0 ? this.#own.gradients[l] : layers[l]
      const first = Math.max(0, slice.first - layer.firstRow)
      const last = Math.min(layer.inputs, slice.last - layer.firstRow)
      if (first < last) {
        if (l > 0) kernels.gradient(activations[l - 1], deltas[l], out, from, to, first, last, rate)
        else if (this.#sparse)
          kernels.sparseGradient(train.examples, this.#own.columns, deltas[0], out, first, last, rate)
        else kernels.gradient(inputs, deltas[0], out, from, to, first, last, rate)
      }
      const biases = layer.firstRow + layer.inputs
      if (slice.first <= biases && biases < slice.last) kernels.biasGradient(deltas[l], out, from, to, rate)
    }
  }
}

/**
 * One step of stochastic gradient descent on one thread: what every strategy of `@antigrad/parallel`
 * computes, bit for bit.
 * @param learningRate η; each parameter moves by η / count times the sum of the gradients
 * @returns the sum of the losses of the minibatch
 */
export function step(
  computation: Computation,
  part: Part,
  minibatch: Minibatch,
  all: Slice,
  learningRate: number,
): number {
  const { count } = minibatch
  computation.forward(part, minibatch, 0, count)
  const loss = computation.compare(part, minibatch, 0, count)
  computation.backward(0, count)
  computation.sort(minibatch, 0, count, all)
  computation.descend(0, count, all, stepRate(learningRate, count))
  return loss
}

/** η divided by the size of the whole minibatch, as a float32: the factor of the summed gradient. */
export function stepRate(learningRate: number, count: number): number {
  return Math.fround(learningRate / count)
}
