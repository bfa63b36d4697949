import type { Block } from './block.js'
import { derivatives, outer, same } from './derivatives.js'
import { headBackwardBlocks } from './head-backward.js'
import { product, sum } from './notation.js'
import { throughActivation } from './through-activation.js'
import type { WorkedExample } from './worked-example.js'

/** The way back, docs/derivation.md §4, read from the last line up: each line needs only what stands above it. */
export function backwardBlocks(worked: WorkedExample): Block[] {
  const { example, pass, write, scalar } = worked
  const { x, sizes, network } = example
  const { p, y, q, dε_dq, dε_dy, dε_dp, gradient } = pass
  const [first, last] = gradient
  const U = network.layers[1].weights.values
  return [
    ...headBackwardBlocks(worked),
    derivatives(worked, 'u', last.biases, '∂ε/∂u = ∂ε/∂q', same(worked, 'q')),
    derivatives(
      worked,
      'U',
      last.weights.values,
      scalar ? '∂ε/∂U = ∂ε/∂q · y' : '∂ε/∂U = ∂ε/∂q ⊗ y: column × row = matrix',
      outer(worked, ['q', 'y'], dε_dq, y, write.computed),
    ),
    derivatives(
      worked,
      'y',
      dε_dy,
      scalar ? '∂ε/∂y = ∂ε/∂q · U' : '∂ε/∂y = Uᵀ ∂ε/∂q: matrix × column = column',
      (i) => ({
        formula: Array.from(q, (_, j) => `${write.name('U', j, i)}·${write.name('∂ε/∂q', j)}`).join(' + '),
        numbers: sum(
          Array.from(dε_dq, (dq, j) => product(write.given(U[j * sizes[1] + i]), write.computed(dq))),
        ),
      }),
    ),
    ...throughActivation(worked, {
      activation: network.activations[0],
      letters: ['y', 'p'],
      values: y,
      preactivations: p,
      byValues: dε_dy,
      byPreactivations: dε_dp,
    }),
    derivatives(worked, 'v', first.biases, '∂ε/∂v = ∂ε/∂p', same(worked, 'p')),
    derivatives(
      worked,
      'V',
      first.weights.values,
      scalar ? '∂ε/∂V = ∂ε/∂p · x' : '∂ε/∂V = ∂ε/∂p ⊗ x: column × row = matrix',
      outer(worked, ['p', 'x'], dε_dp, x, write.given),
    ),
  ]
}
