import type { Plane } from '../images/plane.js'

/** The factors of 1, u, v, u², uv, v², where u and v run from −1 to 1 across and down a picture. */
export type Surface = readonly number[]

const TERMS = 6

/** The height of a surface at each place of a picture, row by row. */
export function surfaceOver(surface: Surface, width: number, height: number): Float64Array {
  const [constant, alongU, alongV, squareU, product, squareV] = surface
  const heights = new Float64Array(width * height)
  for (let row = 0; row < height; row++) {
    const v = coordinate(row, height)
    for (let column = 0; column < width; column++) {
      const u = coordinate(column, width)
      heights[row * width + column] =
        constant + u * (alongU + squareU * u + product * v) + v * (alongV + squareV * v)
    }
  }
  return heights
}

/**
 * The surface nearest to the values at some places, by least squares (normal equations).
 * @returns undefined where the places do not determine it
 */
export function fitSurface({ width, height, values }: Plane, places: readonly number[]): Surface | undefined {
  const rows = Array.from({ length: TERMS }, () => new Array<number>(TERMS + 1).fill(0))
  for (const at of places) {
    const u = coordinate(at % width, width)
    const v = coordinate(Math.floor(at / width), height)
    const terms = [1, u, v, u * u, u * v, v * v]
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < TERMS; j++) rows[i][j] += terms[i] * terms[j]
      rows[i][TERMS] += terms[i] * values[at]
    }
  }
  return solve(rows, 1e-6 * places.length)
}

function coordinate(place: number, length: number): number {
  return (2 * place + 1) / length - 1
}

/**
 * Solves linear equations by elimination, the largest pivot first.
 * @param rows one for each equation, its right side last
 * @returns undefined where a pivot is not above `least`
 */
function solve(rows: number[][], least: number): number[] | undefined {
  for (let column = 0; column < rows.length; column++) {
    let pivot = column
    for (let row = column + 1; row < rows.length; row++) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row
    }
    if (!(Math.abs(rows[pivot][column]) > least)) return undefined
    const chosen = rows[pivot]
    rows[pivot] = rows[column]
    rows[column] = chosen
    for (const row of rows) {
      if (row === chosen) continue
      const factor = row[column] / chosen[column]
      for (let k = column; k < row.length; k++) row[k] -= factor * chosen[k]
    }
  }
  return rows.map((row, index) => row[rows.length] / row[index])
}
