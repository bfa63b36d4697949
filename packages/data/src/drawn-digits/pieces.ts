import type { Box, Plane } from '../images/plane.js'
import { FAINT } from './ink.js'

/** A connected piece of ink: places that touch, corners too. */
export interface Piece {
  readonly box: Box
  readonly mass: number
  /** Its ink, from 0 to 1, in the mean. */
  readonly strength: number
  /** Its places, in no order. */
  readonly places: readonly number[]
  /** How many of its places lie at the picture's border, on each side: left, top, right, bottom. */
  readonly contact: readonly [left: number, top: number, right: number, bottom: number]
}

/** The pieces of ink in a plane, those that are not faint, the largest first. */
export function piecesOf({ width, height, values }: Plane): Piece[] {
  const seen = new Uint8Array(values.length)
  const pieces: Piece[] = []
  for (let start = 0; start < values.length; start++) {
    if (seen[start] || values[start] < FAINT) continue
    seen[start] = 1
    const places = [start]
    for (let next = 0; next < places.length; next++) {
      const at = places[next]
      const x = at % width
      for (let down = -width; down <= width; down += width) {
        for (let right = -1; right <= 1; right++) {
          const other = at + down + right
          const wraps = x + right < 0 || x + right >= width
          if (wraps || !(values[other] >= FAINT) || seen[other]) continue
          seen[other] = 1
          places.push(other)
        }
      }
    }
    pieces.push(pieceOf(places, width, height, values))
  }
  return pieces.sort((a, b) => b.mass - a.mass)
}

function pieceOf(places: readonly number[], width: number, height: number, values: Float32Array): Piece {
  let [left, top, right, bottom, mass] = [width, height, 0, 0, 0]
  const contact: [number, number, number, number] = [0, 0, 0, 0]
  for (const at of places) {
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
    mass += values[at]
    if (x === 0) contact[0]++
    if (y === 0) contact[1]++
    if (x === width - 1) contact[2]++
    if (y === height - 1) contact[3]++
  }
  return { box: { left, top, right, bottom }, mass, strength: mass / places.length, places, contact }
}

/** The ink of some pieces alone. */
export function inkOfPieces(plane: Plane, pieces: readonly Piece[]): Plane {
  const values = new Float32Array(plane.values.length)
  for (const { places } of pieces) for (const at of places) values[at] = plane.values[at]
  return { ...plane, values }
}

/** The least box that holds some pieces. */
export function boxAround(pieces: readonly Piece[]): Box {
  return {
    left: Math.min(...pieces.map(({ box }) => box.left)),
    top: Math.min(...pieces.map(({ box }) => box.top)),
    right: Math.max(...pieces.map(({ box }) => box.right)),
    bottom: Math.max(...pieces.map(({ box }) => box.bottom)),
  }
}
