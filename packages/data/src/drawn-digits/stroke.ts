import type { Plane } from '../images/plane.js'
import type { Ink } from './ink.js'

/** Strokes narrower than this share of the digit's longer side are thin: one in ten digits of MNIST has such. */
const THIN = 0.09

/** The width that thin strokes get: the median of MNIST's. */
const WIDTH = 0.12

/**
 * Makes the strokes of a thin drawing as wide as those of MNIST, whose pens were broad: scaled down, a hair
 * line would fade. Broader strokes stay as they are.
 */
export function thickened(ink: Ink): Ink {
  const { box } = ink
  const side = Math.max(box.right - box.left, box.bottom - box.top)
  const width = strokeWidth(ink.plane)
  const radius = Math.round((WIDTH * side - width) / 2)
  if (width >= THIN * side || radius < 1) return ink
  const margin = radius + 1
  const plane = dilated(ink, radius, margin)
  return { plane, box: { left: 1, top: 1, right: plane.width - 1, bottom: plane.height - 1 } }
}

/** Twice the area over the outline: exact for a long line, which has two sides. */
export function strokeWidth({ width, values }: Plane): number {
  let area = 0
  let outline = 0
  for (let at = 0; at < values.length; at++) {
    area += values[at]
    const within = values[at] >= 0.5
    if (at % width > 0 && within !== values[at - 1] >= 0.5) outline++
    if (at >= width && within !== values[at - width] >= 0.5) outline++
  }
  // Steps along the axes are longer than the outline they follow, by 4/π on average over its directions.
  return outline === 0 ? 0 : (2 * area) / ((outline * Math.PI) / 4)
}

/** The part of a plane within its box, with a margin, each value the largest within `radius` of it. */
function dilated({ plane, box }: Ink, radius: number, margin: number): Plane {
  const width = box.right - box.left + 2 * margin
  const height = box.bottom - box.top + 2 * margin
  const values = new Float32Array(width * height)
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const value = plane.values[y * plane.width + x]
      if (value === 0) continue
      const centre = (y - box.top + margin) * width + (x - box.left + margin)
      for (let down = -radius; down <= radius; down++) {
        const reach = Math.floor(Math.sqrt(radius * radius - down * down))
        for (let right = -reach; right <= reach; right++) {
          const at = centre + down * width + right
          if (values[at] < value) values[at] = value
        }
      }
    }
  }
  return { width, height, values }
}
