import type { Architecture } from '@antigrad/core'
import { indexOf, layerMatrices } from '@antigrad/core/internal'
import { css, type Palette } from '../../figures/palette.js'

/** A line is as many pixels wide for each 1 of its weight, up to the widest. */
const PER_WEIGHT = 1.6
const WIDEST = 9

/** Weights that are smaller than this are drawn as hairs. */
const HAIR = 0.35

/** Draws every weight as a line from the unit that it takes from to the one that it adds to: red above 0, blue and dashed below. */
export function drawWeights(
  context: CanvasRenderingContext2D,
  { width, height }: { readonly width: number; readonly height: number },
  architecture: Architecture,
  parameters: Float32Array,
  { positive, negative }: Palette,
): void {
  const { sizes } = architecture
  const x = (layer: number) => ((layer + 0.5) / sizes.length) * width
  const y = (layer: number, unit: number) => ((unit + 0.5) / sizes[layer]) * height
  for (const [layer, matrix] of layerMatrices(architecture, parameters).entries()) {
    for (let from = 0; from < sizes[layer]; from++) {
      for (let to = 0; to < sizes[layer + 1]; to++) {
        const weight = matrix.values[indexOf(matrix, from, to)]
        const size = Math.abs(weight)
        context.strokeStyle = css(weight > 0 ? positive : negative, Math.min(1, 0.45 + 0.4 * size))
        context.lineWidth = Math.max(HAIR, Math.min(WIDEST, PER_WEIGHT * size))
        context.setLineDash(weight > 0 ? [] : [6, 4])
        const [left, right] = [x(layer), x(layer + 1)]
        const middle = (left + right) / 2
        context.beginPath()
        context.moveTo(left, y(layer, from))
        context.bezierCurveTo(middle, y(layer, from), middle, y(layer + 1, to), right, y(layer + 1, to))
        context.stroke()
      }
    }
  }
  context.setLineDash([])
}
