/** Columns of the target that are summed at once. */
const TILE = 4

/** The weights that `convolveRows` reads: zeros on both sides, so that a tile needs no cases. */
export function padKernel(kernel: Float64Array): Float64Array {
  const padded = new Float64Array(kernel.length + 2 * (TILE - 1))
  padded.set(kernel, TILE - 1)
  return padded
}

/** The numbers `convolveRows` writes: a whole number of tiles. */
export function convolvedLength(rows: number, columns: number): number {
  return Math.ceil(columns / TILE) * TILE * rows
}

/**
 * Convolves each row with a symmetric kernel, zeros outside, and transposes: target[x, row] = Σ kernel[j − x] source[row, j],
 * summed from 0 in the order of j. Two rows and four columns at a time: eight sums in registers, three loads for eight
 * products.
 * @param source rows × columns; an even number of rows
 * @param kernel of `padKernel`
 * @param target columns × rows, and what is left of the last tile: `convolvedLength`
 */
export function convolveRows(
  source: Float64Array,
  rows: number,
  columns: number,
  kernel: Float64Array,
  target: Float64Array,
): void {
  const radius = (kernel.length - 1) / 2 - (TILE - 1)
  for (let x = 0; x < columns; x += TILE) {
    const from = Math.max(0, x - radius)
    const to = Math.min(columns, x + TILE + radius)
    // Of column x; the next columns' weights are those before it.
    const at = TILE - 1 + radius - x
    for (let row = 0; row < rows; row += 2) {
      const upper = row * columns
      const lower = upper + columns
      let a0 = 0
      let a1 = 0
      let a2 = 0
      let a3 = 0
      let b0 = 0
      let b1 = 0
      let b2 = 0
      let b3 = 0
      let w1 = kernel[at + from - 1]
      let w2 = kernel[at + from - 2]
      let w3 = kernel[at + from - 3]
      for (let j = from; j < to; j++) {
        const w0 = kernel[at + j]
        const a = source[upper + j]
        const b = source[lower + j]
        a0 += w0 * a
        a1 += w1 * a
        a2 += w2 * a
        a3 += w3 * a
        b0 += w0 * b
        b1 += w1 * b
        b2 += w2 * b
        b3 += w3 * b
        w3 = w2
        w2 = w1
        w1 = w0
      }
      const out = x * rows + row
      target[out] = a0
      target[out + 1] = b0
      target[out + rows] = a1
      target[out + rows + 1] = b1
      target[out + 2 * rows] = a2
      target[out + 2 * rows + 1] = b2
      target[out + 3 * rows] = a3
      target[out + 3 * rows + 1] = b3
    }
  }
}
