import { scale, squaredNorm, type Vector } from '../lecture/textbook/vector.js'

/** What PyTorch's `clip_grad_norm_` adds to the norm, so that a gradient of 0 is not divided by 0. */
const EPSILON = 1e-6

/**
 * The gradient times min(1, most / (‖g‖ + 1e-6)), ‖g‖ its norm over all parameters (Pascanu, Mikolov & Bengio, On the
 * difficulty of training recurrent neural networks, 2013; PyTorch's form). So the norm stays a little below `most`, and one
 * within 1e-6 below `most` is scaled too.
 */
export function clipByGlobalNorm(gradient: Vector, most: number): Vector {
  const coefficient = most / (Math.sqrt(squaredNorm(gradient)) + EPSILON)
  return coefficient < 1 ? scale(coefficient, gradient) : gradient
}
