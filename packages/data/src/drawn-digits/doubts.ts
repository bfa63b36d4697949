import type { Box, Plane } from '../images/plane.js'
import { FAINT } from './ink.js'
import { boxAround, type Piece } from './pieces.js'

/** A digit of so many pixels has strokes that are far broader than their edges. */
const RESOLVED = 100

/**
 * Groups of pieces that lie beside each other, or above each other, with a gap between them, each about as high as all
 * of what is drawn: 1 for a digit, however many strokes it has.
 */
export function groupsOf(pieces: readonly Piece[], box: Box): number {
  const height = box.bottom - box.top
  const gap = 0.1 * height
  const tall = pieces.filter((piece) => piece.box.bottom - piece.box.top >= 0.45 * height)
  const across = countApart(
    tall.map((piece) => [piece.box.left, piece.box.right]),
    gap,
  )
  const big = pieces.filter(({ mass }) => mass >= 0.25 * pieces[0].mass)
  const upright = big.filter((piece) => piece.box.bottom - piece.box.top >= 0.25 * height)
  const down = countApart(
    upright.map((piece) => [piece.box.top, piece.box.bottom]),
    gap,
  )
  const side = countApart(
    big.map((piece) => [piece.box.left, piece.box.right]),
    Math.max(gap, 0.25 * height),
  )
  return Math.max(across, down, side)
}

/** How many groups some intervals make that lie apart by more than a gap. */
function countApart(intervals: readonly (readonly [from: number, to: number])[], gap: number): number {
  let [groups, end] = [0, Number.NEGATIVE_INFINITY]
  for (const [from, to] of intervals.toSorted((a, b) => a[0] - b[0])) {
    if (from - end > gap) groups++
    end = Math.max(end, to)
  }
  return groups
}

/**
 * The share of ink that is neither none nor full: a shadow, or paper taken for ink, is grey. So are the edges of strokes,
 * which are most of a small digit: there it says less.
 */
export function greyness(pieces: readonly Piece[], { values }: Plane): number {
  let grey = 0
  for (const { places } of pieces) for (const at of places) grey += 4 * values[at] * (1 - values[at])
  const { left, top, right, bottom } = boxAround(pieces)
  const resolved = Math.min(1, Math.max(right - left, bottom - top) / RESOLVED)
  return (0.8 * resolved * grey) / massOf(pieces)
}

/**
 * By how much ink departs from what lies around its box, in the mean of the picture as it is. Paper between strokes, taken
 * for ink, is as light as paper elsewhere.
 */
export function departure(picture: Plane, { width, height, values }: Plane, box: Box): number {
  const margin = Math.ceil(0.3 * Math.max(box.right - box.left, box.bottom - box.top))
  let [ink, inkSum, ring, ringSum, gap, gapSum] = [0, 0, 0, 0, 0, 0]
  for (let y = Math.max(0, box.top - margin); y < Math.min(height, box.bottom + margin); y++) {
    for (let x = Math.max(0, box.left - margin); x < Math.min(width, box.right + margin); x++) {
      const at = y * width + x
      const value = picture.values[at]
      const isWithin = x >= box.left && x < box.right && y >= box.top && y < box.bottom
      if (!isWithin) {
        ring++
        ringSum += value
      } else if (values[at] >= 0.5) {
        ink++
        inkSum += value
      } else if (values[at] < FAINT) {
        gap++
        gapSum += value
      }
    }
  }
  // Of a picture cut to its ink there is nothing around.
  const around = ring > ink / 4 ? ringSum / ring : gapSum / Math.max(1, gap)
  return inkSum / Math.max(1, ink) - around
}

/** How many corners of the picture are ink. */
export function corners(pieces: readonly Piece[], { width, height }: Plane): number {
  const all = [0, width - 1, width * (height - 1), width * height - 1]
  return pieces.reduce((sum, { places }) => sum + all.filter((corner) => places.includes(corner)).length, 0)
}

/** Whether ink fills its box, and that is no stroke as of a 1. */
export function isFilled(box: Box, mass: number): boolean {
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  return mass > 0.72 * width * height && width > 0.4 * height
}

/**
 * How much of what is drawn runs off the picture: 0 where it does not touch the border, or where the picture was cut to
 * it, so that it touches most sides a little.
 */
export function cutSides(pieces: readonly Piece[], { width, height }: Plane, box: Box): number {
  const lengths = [height, width, height, width]
  const shares = lengths.map(
    (length, side) => pieces.reduce((sum, { contact }) => sum + contact[side], 0) / length,
  )
  const touched = shares.filter((share) => share > 0).length
  const isTight = box.right - box.left >= 0.9 * width && box.bottom - box.top >= 0.9 * height
  if (touched === 0) return 0
  const contact = shares.reduce((sum, share) => sum + share, 0) / 4
  return isTight && contact < 0.5 ? 0 : 0.5 + 2 * contact
}

/** Whether a piece left out at the edge may be drawn as the digit is: neither small, nor broad or long as a shadow. */
export function looksDrawn({ box, contact, strength }: Piece, digit: Box, ink: number): boolean {
  const extent = Math.max(box.right - box.left, box.bottom - box.top)
  const touching = Math.max(...contact)
  return (
    extent >= 0.3 * (digit.bottom - digit.top) &&
    touching > 0 &&
    touching < 0.5 * extent &&
    strength > 0.6 * ink
  )
}

export function massOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { mass }) => sum + mass, 0)
}
