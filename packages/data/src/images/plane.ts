import type { GreyImage } from './grey-image.js'

/** Numbers in the places of a picture: `width × height`, row by row. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** A part of a plane: columns from `left` up to but not `right`, rows from `top` up to but not `bottom`. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Brings a part of a plane, or of a picture, to another size: each value is the mean over the area it covers. */
export function averageAreas(
  { width, values }: { readonly width: number; readonly values: ArrayLike<number> },
  box: Box,
  columns: number,
  rows: number,
): Plane {
  const result = new Float32Array(columns * rows)
  const across = spans(box.left, box.right, columns)
  const down = spans(box.top, box.bottom, rows)
  // The narrow direction first: one line of sums for each row of the source that a row of the result covers.
  for (const [row, { first, shares: rowShares }] of down.entries()) {
    for (const [step, rowShare] of rowShares.entries()) {
      const line = (first + step) * width
      for (let column = 0; column < columns; column++) {
        const { first: start, shares } = across[column]
        let sum = 0
        for (let at = 0; at < shares.length; at++) sum += shares[at] * values[line + start + at]
        result[row * columns + column] += rowShare * sum
      }
    }
  }
  return { width: columns, height: rows, values: result }
}

/** Which cells of [from, to) each of `count` equal parts covers, and what share of the part each cell is. */
function spans(from: number, to: number, count: number): { first: number; shares: Float64Array }[] {
  const size = (to - from) / count
  return Array.from({ length: count }, (_, part) => {
    const begin = from + part * size
    const end = Math.min(begin + size, to)
    const first = Math.floor(begin)
    const shares = Float64Array.from({ length: Math.max(1, Math.ceil(end) - first) }, (_cell, cell) => {
      return (Math.min(end, first + cell + 1) - Math.max(begin, first + cell)) / size
    })
    return { first, shares }
  })
}

/** A picture whose longer side is at most `side`, as numbers from 0 to 1. */
export function shrunk({ width, height, pixels }: GreyImage, side: number): Plane {
  const scale = Math.min(1, side / Math.max(width, height))
  const columns = Math.max(1, Math.round(width * scale))
  const rows = Math.max(1, Math.round(height * scale))
  const whole = { left: 0, top: 0, right: width, bottom: height }
  const plane = averageAreas({ width, values: pixels }, whole, columns, rows)
  return { ...plane, values: plane.values.map((value) => value / 255) }
}
