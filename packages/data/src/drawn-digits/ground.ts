import type { GreyImage } from '../images/grey-image.js'

/** Opacity from which a pixel is one of the picture's own. */
const OPAQUE = 128

/** Shades of one colour lie within so many grey levels. */
const ONE_COLOUR = 60

/**
 * A picture that is transparent in part, laid on a ground on which what is drawn can be seen. What is opaque may be the
 * ink alone: then its opacity is the ink, whatever its colour. Or it may be a label with the ink on it: then the ground
 * goes on in the colour of the label's edge.
 * @returns all opaque
 */
export function onGround(image: GreyImage): GreyImage {
  const { width, height, pixels, opacity } = image
  if (!opacity?.some((alpha) => alpha < OPAQUE)) return { width, height, pixels }
  const own = new Uint32Array(256)
  const edge = new Uint32Array(256)
  for (let at = 0; at < pixels.length; at++) {
    if (opacity[at] < OPAQUE) continue
    const luma = Math.round(lumaAt(pixels[at], opacity[at]))
    own[luma]++
    if (besideNothing(opacity, at, width)) edge[luma]++
  }
  const isLabel = spread(own) > ONE_COLOUR && spread(edge) <= ONE_COLOUR
  const ground = isLabel ? quantile(edge, 0.5) : 255
  const laid = pixels.map((pixel, at) => {
    const share = opacity[at] / 255
    const luma = isLabel ? lumaAt(pixel, opacity[at]) : 0
    return Math.round(luma * share + ground * (1 - share))
  })
  return { width, height, pixels: laid }
}

/** The shade of a pixel without the white on which it was laid. */
function lumaAt(pixel: number, alpha: number): number {
  return alpha === 0 ? 0 : Math.min(255, Math.max(0, 255 + ((pixel - 255) * 255) / alpha))
}

function besideNothing(opacity: Uint8Array, at: number, width: number): boolean {
  const column = at % width
  const neighbours = [
    at - width,
    at + width,
    ...(column > 0 ? [at - 1] : []),
    ...(column < width - 1 ? [at + 1] : []),
  ]
  return neighbours.some((next) => opacity[next] < OPAQUE)
}

/** How far all but one in a hundred of some counted shades lie apart: the ink on a label may cover little of it. */
function spread(counts: Uint32Array): number {
  return quantile(counts, 0.995) - quantile(counts, 0.005)
}

/** The shade below which a share of all counted ones lie. */
function quantile(counts: Uint32Array, share: number): number {
  let left = share * counts.reduce((sum, count) => sum + count, 0)
  return counts.findIndex((count) => {
    left -= count
    return left <= 0
  })
}
