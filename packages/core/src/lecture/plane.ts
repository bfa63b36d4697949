/** Points of a plane that are to be told apart: sets to draw from, and points of one's own. */
export { planeDataset } from './plane/plane-dataset.js'
export { PLANE_SETS, type PlanePoint, type PlaneSetName, REACH } from './plane/plane-sets.js'
export { type PlaneSample, samplePlane } from './plane/sample-plane.js'
