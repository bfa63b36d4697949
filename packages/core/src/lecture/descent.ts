/** Gradient descent itself, on functions of one and two variables: paths, what learning rates do, contours. */
export {
  type Contour,
  type ContourLine,
  contourLines,
  contoursOf,
  type Grid,
  gridOf,
} from './descent/contours.js'
export { type Effect, effectOf } from './descent/effect.js'
export { eigenvalues } from './descent/eigenvalues.js'
export { LANDSCAPES, type Landscape, type Point } from './descent/landscapes.js'
export { largestRateInTheory, largestRateMeasured } from './descent/largest-rate.js'
export { type DescentOptions, type DescentPath, descendOn } from './descent/path.js'
