import { guesses } from './grounds.js'
import { FAINT, type Ink, type Stain, stainOf } from './ink.js'
import { withoutLines } from './lines.js'
import { boxAround, inkOfPieces, type Piece, piecesOf } from './pieces.js'
import type { Box, Plane } from './plane.js'

/** A piece with less than this share of the largest piece's ink is a speck. */
const SPECK = 0.06

/** With more than this share of the digit's ink in specks, the specks are worth a word. */
const SPECKLED = 0.3

/** A guess is taken without a look at the next ones where less than this speaks against it. */
const GOOD = 1

/** What is wider than high by more than this is wide for a digit: 4 in a hundred of MNIST's are. */
const WIDE = 1.2

/** A digit of so many pixels has strokes that are far broader than their edges. */
const RESOLVED = 100

/** What is drawn, taken for a digit. */
export interface DigitInk {
  readonly ink: Ink
  /** What speaks against it being one digit and all of it, each as a clause for people. */
  readonly warnings: readonly string[]
}

/** A digit with how much speaks against it, and so against the guess about the ground that it comes from. */
interface Reading extends DigitInk {
  readonly doubt: number
}

/**
 * Finds the digit in a picture: what is drawn, without lines of the paper, frames, shadows at an edge, and specks.
 * @param picture from 0 (black) to 1 (white)
 * @returns undefined where nothing is drawn
 */
export function findDigit(picture: Plane): DigitInk | undefined {
  let best: Reading | undefined
  for (const guess of guesses(picture)) {
    const stain = stainOf(guess)
    const reading = stain && readingOf(stain, picture)
    if (reading && (!best || reading.doubt < best.doubt)) best = reading
    if (best && best.doubt < GOOD) break
  }
  return best
}

function readingOf({ plane, full, contrast }: Stain, picture: Plane): Reading | undefined {
  const { plane: unlined, lines, doubtful } = withoutLines(plane)
  const all = piecesOf(unlined)
  const inner = withoutStains(withoutFrames(withoutEdges(all, plane)))
  const largest = inner.reduce((most, { mass }) => Math.max(most, mass), 0)
  const kept = inner.filter(({ mass }) => mass >= SPECK * largest)
  if (kept.length === 0) return undefined
  const box = boxAround(kept)
  const mass = massOf(kept)
  const specks = massOf(inner) - mass
  const warnings: string[] = []
  let doubt =
    greyness(kept, unlined) +
    0.7 * corners(kept, plane) +
    0.3 * corners(all, plane) +
    Math.max(0, kept.length - 3) / 2 +
    lines / 20
  if (departure(picture, unlined, box) / full < 0.4) doubt += 3
  const warn = (text: string, weight: number): void => {
    warnings.push(text)
    doubt += weight
  }
  const groups = groupsOf(kept, box)
  if (groups > 1) warn(`${groups} marks apart from each other, as of several digits`, 1)
  else if (box.right - box.left > WIDE * (box.bottom - box.top)) {
    warn('what is drawn is wider than high, as several digits that touch', 0)
  }
  if (doubtful) warn('a line from edge to edge, which was left out', 0.5)
  if (specks > SPECKLED * mass) warn('many specks beside what is drawn', 1)
  if (isFilled(box, mass)) warn('a filled patch, not strokes', 2)
  const cut = cutSides(kept, plane, box)
  if (cut > 0) warn('what is drawn runs off the edge of the picture', cut)
  const leftOut = all.filter((piece) => !inner.includes(piece) && looksDrawn(piece, box, kept[0].strength))
  if (leftOut.length > 0) warn('other marks at the edge of the picture, which were left out', 0.5)
  if (contrast < 12) warn('the ink hardly differs from the paper', 1)
  return { ink: { plane: inkOfPieces(unlined, kept), box }, warnings, doubt }
}

/** Without what lies at the edges of the picture, such as a shadow, where there is something within that may be a digit. */
function withoutEdges(pieces: readonly Piece[], { width, height }: Plane): readonly Piece[] {
  const within = pieces.filter(({ contact }) => contact.every((count) => count === 0))
  const tall = within.some(({ box, mass }) => {
    const extent = Math.max(box.bottom - box.top, box.right - box.left)
    return extent >= 0.2 * Math.min(width, height) && mass >= 0.02 * pieces[0].mass
  })
  return tall ? within : pieces
}

/** Without what is much fainter than strokes beside it, such as a stain. */
function withoutStains(pieces: readonly Piece[]): readonly Piece[] {
  const extent = ({ box }: Piece) => Math.max(box.right - box.left, box.bottom - box.top)
  const longest = pieces.reduce((most, piece) => Math.max(most, extent(piece)), 0)
  const strokes = pieces.filter((piece) => extent(piece) >= 0.4 * longest)
  const strongest = strokes.reduce((most, { strength }) => Math.max(most, strength), 0)
  return pieces.filter(({ strength }) => strength >= 0.5 * strongest)
}

/** Without frames: pieces around others. */
function withoutFrames(pieces: readonly Piece[]): readonly Piece[] {
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

/**
 * Groups of pieces that lie beside each other, or above each other, with a gap between them, each about as high as all
 * of what is drawn: 1 for a digit, however many strokes it has.
 */
function groupsOf(pieces: readonly Piece[], box: Box): number {
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
function greyness(pieces: readonly Piece[], { values }: Plane): number {
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
function departure(picture: Plane, { width, height, values }: Plane, box: Box): number {
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
function corners(pieces: readonly Piece[], { width, height }: Plane): number {
  const all = [0, width - 1, width * (height - 1), width * height - 1]
  return pieces.reduce((sum, { places }) => sum + all.filter((corner) => places.includes(corner)).length, 0)
}

/** Whether ink fills its box, and that is no stroke as of a 1. */
function isFilled(box: Box, mass: number): boolean {
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  return mass > 0.72 * width * height && width > 0.4 * height
}

/**
 * How much of what is drawn runs off the picture: 0 where it does not touch the border, or where the picture was cut to
 * it, so that it touches most sides a little.
 */
function cutSides(pieces: readonly Piece[], { width, height }: Plane, box: Box): number {
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
function looksDrawn({ box, contact, strength }: Piece, digit: Box, ink: number): boolean {
  const extent = Math.max(box.right - box.left, box.bottom - box.top)
  const touching = Math.max(...contact)
  return (
    extent >= 0.3 * (digit.bottom - digit.top) &&
    touching > 0 &&
    touching < 0.5 * extent &&
    strength > 0.6 * ink
  )
}

function massOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { mass }) => sum + mass, 0)
}
