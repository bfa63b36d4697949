import type { Plane } from '../images/plane.js'
import { corners, cutSides, departure, greyness, groupsOf, isFilled, looksDrawn, massOf } from './doubts.js'
import { guesses } from './grounds.js'
import { type Ink, type Stain, stainOf } from './ink.js'
import { withoutLines } from './lines.js'
import { boxAround, inkOfPieces, piecesOf } from './pieces.js'
import { withoutEdges, withoutFrames, withoutStains } from './surroundings.js'

/** A piece with less than this share of the largest piece's ink is a speck. */
const SPECK = 0.06

/** With more than this share of the digit's ink in specks, the specks are worth a word. */
const SPECKLED = 0.3

/** A guess is taken without a look at the next ones where less than this speaks against it. */
const GOOD = 1

/** What is wider than high by more than this is wide for a digit: 4 in a hundred of MNIST's are. */
const WIDE = 1.2

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
  if (groups > 1)
    warn(`${groups} marks apart from each other, as of several digits: crop the picture to one`, 1)
  else if (box.right - box.left > WIDE * (box.bottom - box.top)) {
    warn('what is drawn is wider than high, as several digits that touch: crop the picture to one', 0)
  }
  if (doubtful)
    warn('a line from edge to edge was left out: if it is a stroke, leave paper around the digit', 0.5)
  if (specks > SPECKLED * mass) warn('many specks beside the digit: crop the picture to it', 1)
  if (isFilled(box, mass))
    warn('a filled patch, not strokes: use a finer pen, or crop the picture to the digit', 2)
  const cut = cutSides(kept, plane, box)
  if (cut > 0) warn('what is drawn runs off the edge of the picture: leave paper around the digit', cut)
  const leftOut = all.filter((piece) => !inner.includes(piece) && looksDrawn(piece, box, kept[0].strength))
  if (leftOut.length > 0)
    warn('other marks at the edge of the picture were left out: crop the picture to the digit', 0.5)
  if (contrast < 12) warn('the ink hardly differs from the paper: use a darker pen, or more light', 1)
  return { ink: { plane: inkOfPieces(unlined, kept), box }, warnings, doubt }
}
