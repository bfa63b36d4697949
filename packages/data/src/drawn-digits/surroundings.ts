import type { Plane } from '../images/plane.js'
import type { Piece } from './pieces.js'

/** Without what lies at the edges of the picture, such as a shadow, where there is something within that may be a digit. */
export function withoutEdges(pieces: readonly Piece[], { width, height }: Plane): readonly Piece[] {
  const within = pieces.filter(({ contact }) => contact.every((count) => count === 0))
  const tall = within.some(({ box, mass }) => {
    const extent = Math.max(box.bottom - box.top, box.right - box.left)
    return extent >= 0.2 * Math.min(width, height) && mass >= 0.02 * pieces[0].mass
  })
  return tall ? within : pieces
}

/** Without what is much fainter than strokes beside it, such as a stain. */
export function withoutStains(pieces: readonly Piece[]): readonly Piece[] {
  const extent = ({ box }: Piece) => Math.max(box.right - box.left, box.bottom - box.top)
  const longest = pieces.reduce((most, piece) => Math.max(most, extent(piece)), 0)
  const strokes = pieces.filter((piece) => extent(piece) >= 0.4 * longest)
  const strongest = strokes.reduce((most, { strength }) => Math.max(most, strength), 0)
  return pieces.filter(({ strength }) => strength >= 0.5 * strongest)
}

/** Without frames: pieces around others. */
export function withoutFrames(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.filter((frame) => !pieces.some((other) => other !== frame && encloses(frame, other)))
}

/** Whether a piece lies around another that is no mere dot in it, with ink on all four sides of the other's middle. */
function encloses(frame: Piece, other: Piece): boolean {
  const [outer, inner] = [frame.box, other.box]
  const isWithin =
    inner.left > outer.left &&
    inner.top > outer.top &&
    inner.right < outer.right &&
    inner.bottom < outer.bottom
  const isDot = inner.bottom - inner.top < 0.3 * (outer.bottom - outer.top)
  if (!isWithin || isDot || other.mass < 0.1 * frame.mass) return false
  return inner.left - outer.left > 1 && outer.right - inner.right > 1
}
