import { between, type Palette } from '../../figures/palette.js'
import type { Surface } from './surfaces.js'

/** The level from which on the tint is that of the highest places. */
const HIGHEST = 14

/**
 * The surface as tints and contour lines, pixel by pixel. How far a pixel lies from the nearest contour is
 * its level's distance from a whole number, divided by how fast the level changes there; so the lines are
 * one pixel wide and smooth wherever they run.
 * @param columns pixels across; the view is `reach` to each side of `middle`
 */
export function drawContours(surface: Surface, columns: number, rows: number, palette: Palette): ImageData {
  const { middle, reach, value, gradient, level } = surface
  const image = new ImageData(columns, rows)
  const pixelX = (2 * reach[0]) / columns
  const pixelY = (2 * reach[1]) / rows
  const high = palette.wash
  const low = between(palette.wash, palette.accent, 0.24)
  for (let row = 0, at = 0; row < rows; row++) {
    const y = middle[1] + reach[1] - (row + 0.5) * pixelY
    for (let column = 0; column < columns; column++, at += 4) {
      const x = middle[0] - reach[0] + (column + 0.5) * pixelX
      const height = value(x, y)
      const [n, slope] = level(height)
      const [dx, dy] = gradient(x, y)
      const perPixel = slope * Math.hypot(dx * pixelX, dy * pixelY)
      const distance = Math.abs(n - Math.round(n)) / Math.max(perPixel, 1e-9)
      // Where lines would lie closer than a few pixels they fade out rather than blur.
      const line = Math.max(0, 1 - Math.max(0, distance - 0.1)) * Math.min(1, Math.max(0, 0.5 - perPixel) * 4)
      const tint = between(low, high, Math.min(1, n / HIGHEST))
      const [red, green, blue] = between(tint, palette.ink, 0.22 * line)
      image.data[at] = red
      image.data[at + 1] = green
      image.data[at + 2] = blue
      image.data[at + 3] = 255
    }
  }
  return image
}
