// Back propagation in scalars: every derivative of the one-dimensional network, and the loss after a step.
import { oneDimensional } from '@antigrad/core/lecture'

const { backward, descend, forward } = oneDimensional
const network = { V: 0.5, v: -0.2, U: 0.8, u: 0.1 }
const [x, l] = [0.6, 0.9]

const pass = forward(network, x, l)
const gradient = backward(network, pass, x, l)
for (const [name, value] of Object.entries({ ...pass, ...gradient })) {
  process.stdout.write(
    `${name.replace('_', '/').replace('dε', '∂ε').replace('/d', '/∂')} = ${value.toFixed(6)}\n`,
  )
}
const after = forward(descend(network, gradient, 1), x, l)
process.stdout.write(`ε after a step = ${after.ε.toFixed(6)}\n`)
