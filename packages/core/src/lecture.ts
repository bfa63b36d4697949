/** `@antigrad/core/lecture`: the pieces of the lecture, to be read and run step by step. */
export * as approximation from './lecture/approximation.js'
export * as descent from './lecture/descent.js'
export { checkGradients, type GradientCheck } from './lecture/gradient-check.js'
export * as oneDimensional from './lecture/one-dimensional.js'
export * as plane from './lecture/plane.js'
export { sigmoid, sigmoidDerivative } from './lecture/sigmoid.js'
export * as textbook from './lecture/textbook.js'
export { kernelGradient } from './training/kernel-gradient.js'
