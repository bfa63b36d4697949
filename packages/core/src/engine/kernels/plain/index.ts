import type { Kernels } from '../kernels.js'
import { activate } from './activate.js'
import { add } from './add.js'
import { biasGradient } from './bias-gradient.js'
import { compare } from './compare.js'
import { descend } from './descend.js'
import { dropOut } from './drop-out.js'
import { gather } from './gather.js'
import { gradient } from './gradient.js'
import { pairwiseSum } from './pairwise-sum.js'
import { product } from './product.js'
import { scatterGradient } from './scatter-gradient.js'
import { sortByInput } from './sort-by-input.js'
import { sparseGradient } from './sparse-gradient.js'
import { sparseProduct } from './sparse-product.js'
import { sumOfSquares } from './sum-of-squares.js'
import { timesDerivative } from './times-derivative.js'
import { timesSlopes } from './times-slopes.js'
import { transpose } from './transpose.js'
import { updateWeights } from './update-weights.js'

/** The kernels in readable TypeScript: the reference of the SIMD ones, and their stand-in. */
export const plainKernels: Kernels = {
  name: 'plain',
  gather,
  product,
  pairwiseSum,
  sparseProduct,
  activate,
  timesDerivative,
  timesSlopes,
  dropOut,
  compare,
  transpose,
  sortByInput,
  gradient,
  sparseGradient,
  scatterGradient,
  biasGradient,
  add,
  updateWeights,
  sumOfSquares,
  descend,
}
