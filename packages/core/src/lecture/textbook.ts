/** The full derivation in plain loops over float64: the permanent, readable reference of the kernels. */
export { centralDifference } from './textbook/central-difference.js'
export { minibatchGradient, step, train } from './textbook/descent.js'
export { fromNetwork } from './textbook/from-network.js'
export { outerProduct, type TextbookMatrix, timesColumn, transposeTimesColumn } from './textbook/matrix.js'
export {
  backward,
  createTextbookNetwork,
  forward,
  loss,
  outputOf,
  type TextbookExample,
  type TextbookForward,
  type TextbookGradient,
  type TextbookLayer,
  type TextbookNetwork,
} from './textbook/network.js'
export { add, hadamard, scale, squaredNorm, subtract, type Vector } from './textbook/vector.js'
