import type { Dataset } from '../../dataset.js'
import type { PlanePoint } from './plane-sets.js'

/**
 * Points of the plane as a dataset of two inputs.
 * @param classes how many classes the network tells apart: all labels are below it
 */
export function planeDataset(name: string, points: readonly PlanePoint[], classes: number): Dataset {
  return {
    name,
    count: points.length,
    inputs: 2,
    outputs: classes,
    features: Float32Array.from(points.flatMap(({ x, y }) => [x, y])),
    labels: Uint32Array.from(points, ({ label }) => label),
    classes: Array.from({ length: classes }, (_, label) => String(label)),
  }
}
