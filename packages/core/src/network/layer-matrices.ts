import type { Architecture } from './architecture.js'
import { type Matrix, matrixLength, matrixOver } from './matrix.js'

/** The layers of a flat buffer, as matrices of (inputs + 1) × outputs. Empty when nothing is placed yet. */
export function layerMatrices(architecture: Architecture, flat: Float32Array): Matrix[] {
  if (flat.length === 0) return []
  return architecture.layers.map(({ inputs, outputs, offset }) =>
    matrixOver(flat.subarray(offset, offset + matrixLength(inputs + 1, outputs)), inputs + 1, outputs),
  )
}
