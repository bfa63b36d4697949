/** A straight piece of a contour, in cells from the middle of the first one. */
export type Segment = readonly [x1: number, y1: number, x2: number, y2: number]

/**
 * Where a field that is known on a square grid crosses 0 (marching squares; Lorensen & Cline, Marching cubes, 1987, in two
 * dimensions), linear between neighbours.
 * @param field [side²], row by row
 */
export function zeroContour(field: Float32Array, side: number): Segment[] {
  const segments: Segment[] = []
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const at = row * side + column
      const [a, b, c, d] = [field[at], field[at + 1], field[at + side + 1], field[at + side]]
      const crossings: (readonly [number, number])[] = []
      if (a > 0 !== b > 0) crossings.push([column + a / (a - b), row])
      if (b > 0 !== c > 0) crossings.push([column + 1, row + b / (b - c)])
      if (d > 0 !== c > 0) crossings.push([column + d / (d - c), row + 1])
      if (a > 0 !== d > 0) crossings.push([column, row + a / (a - d)])
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        segments.push([...crossings[k], ...crossings[k + 1]])
      }
    }
  }
  return segments
}
