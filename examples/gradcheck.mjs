// Back propagation against central differences, parameter by parameter, on an example of your own.
import { createRandom } from '@antigrad/core'
import { checkGradients, textbook } from '@antigrad/core/lecture'

const random = createRandom(1, 0)
const network = textbook.createTextbookNetwork([3, 4, 2], () => 2 * random.uniform() - 1)
const [input, label] = [Float64Array.of(0.2, -0.7, 1), Float64Array.of(0.9, 0.1)]

const { parameters, parameter, analytic, numeric, relativeError } = checkGradients(network, input, label)
process.stdout.write(`${parameters} parameters; furthest apart, by ${relativeError.toExponential(1)}: `)
process.stdout.write(`${parameter}, ${analytic.toFixed(12)} derived, ${numeric.toFixed(12)} measured\n`)
