import { descent } from '@antigrad/core/lecture'
import { between, css, type Palette } from '../../figures/palette.js'
import type { Window } from './window.js'

/** Places of the grid along x. */
const COLUMNS = 361

const LEVELS = 22

/** A landscape from above, ready to be drawn at any size. */
export interface Terrain {
  draw(context: CanvasRenderingContext2D, width: number, height: number): void
}

/** Tints and contour lines of a landscape of two variables. */
export function terrainOf({ value }: descent.Landscape, shown: Window, palette: Palette): Terrain {
  const { left, right, bottom, top } = shown
  const rows = Math.round((COLUMNS * (top - bottom)) / (right - left))
  const grid = descent.gridOf(value, { low: left, high: right }, { low: bottom, high: top }, COLUMNS, rows)
  const contours = descent.contoursOf(grid, LEVELS)
  const lines = contours.flatMap((contour) => contour.lines)
  const tints = tint(
    grid,
    contours.map(({ level }) => level),
    palette,
  )
  return {
    draw(context, width, height) {
      context.imageSmoothingQuality = 'high'
      context.drawImage(tints, 0, 0, width, height)
      context.strokeStyle = css(palette.ink, 0.2)
      context.lineWidth = 1
      for (const line of lines) {
        context.beginPath()
        for (const [x, y] of line) {
          context.lineTo(((x - left) / (right - left)) * width, ((top - y) / (top - bottom)) * height)
        }
        context.stroke()
      }
    },
  }
}

/** The lowest places in the accent's tint, the highest in the paper's: by the levels, evenly. */
function tint(grid: descent.Grid, levels: readonly number[], { wash, accent }: Palette): OffscreenCanvas {
  const { columns, rows, values } = grid
  const sheet = new OffscreenCanvas(columns, rows)
  const picture = new ImageData(columns, rows)
  const low = between(wash, accent, 0.3)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const part = partOf(values[row * columns + column], levels)
      // Rows of the grid ascend, those of a picture descend.
      picture.data.set([...between(low, wash, part), 255], 4 * ((rows - 1 - row) * columns + column))
    }
  }
  sheet.getContext('2d')?.putImageData(picture, 0, 0)
  return sheet
}

/** How many of the levels lie below a value, between two of them by its distance from both: 0 … 1. */
function partOf(value: number, levels: readonly number[]): number {
  const above = levels.findIndex((level) => level > value)
  if (above === 0) return 0
  if (above < 0) return 1
  const [lower, upper] = [levels[above - 1], levels[above]]
  return (above - 1 + (value - lower) / (upper - lower)) / (levels.length - 1)
}
