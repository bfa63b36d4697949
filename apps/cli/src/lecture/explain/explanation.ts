import { reference } from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'
import { lossOf } from '../../hyperparameters/loss.js'
import { backwardBlocks } from './backward.js'
import type { Block, Step } from './block.js'
import type { Example } from './example.js'
import { forwardBlocks } from './forward.js'
import { type WorkedExample, workOut } from './worked-example.js'

/** The derivation with the numbers of one example. */
export interface Explanation {
  readonly worked: WorkedExample
  readonly forward: readonly Block[]
  readonly backward: readonly Block[]
  /** The largest distance between a derivative and its difference. */
  readonly apart: number
  /** What one step against the gradient does to the loss. */
  readonly step: {
    readonly learningRate: number
    readonly before: number
    readonly after: number
    readonly foretold: number
  }
}

/** Goes forward and back with an example, and takes one step. */
export function explain(example: Example, learningRate: number): Explanation {
  const { network, head, x, l } = example
  const worked = workOut(example)
  const { gradient, ε } = worked.pass
  const backward = backwardBlocks(worked)
  const stepped = { ...network, layers: textbook.step(network.layers, gradient, learningRate, 1) }
  const squares = gradient.reduce(
    (sum, { weights, biases }) => sum + textbook.squaredNorm(weights.values) + textbook.squaredNorm(biases),
    0,
  )
  return {
    worked,
    forward: forwardBlocks(worked),
    backward,
    apart: Math.max(...backward.flatMap(({ steps }) => steps.map((step) => distance(step)))),
    step: {
      learningRate,
      before: ε,
      after: reference.minibatchLoss(stepped, { head }, [{ input: x, label: l }]),
      foretold: -learningRate * squares,
    },
  }
}

/** The explanation as `--json` promises it. */
export function explanationJson({ worked, forward, backward, apart, step }: Explanation): string {
  const { sizes, network, head, x, l } = worked.example
  const [V, U] = network.layers
  const values = (blocks: readonly Block[]) =>
    blocks.flatMap(({ steps }) =>
      steps.map(({ name, formula, value, difference }) => ({ name, formula, value, difference })),
    )
  return JSON.stringify({
    type: 'result',
    sizes,
    activation: network.activations[0],
    loss: lossOf(head),
    x: [...x],
    l: [...l],
    V: [...V.weights.values],
    v: [...V.biases],
    U: [...U.weights.values],
    u: [...U.biases],
    forward: values(forward),
    backward: values(backward),
    apart,
    step,
  })
}

function distance({ value, difference }: Step): number {
  return difference === undefined ? 0 : Math.abs(value - difference)
}
