import type { Vector } from './vector.js'

/** A rows × columns matrix of float64, row after row: element (i, j) is `values[i * columns + j]`. */
export interface TextbookMatrix {
  readonly rows: number
  readonly columns: number
  readonly values: Vector
}

/** A x: matrix × column = column of `rows` elements. Throws RangeError unless x has `columns` elements. */
export function timesColumn({ rows, columns, values }: TextbookMatrix, x: Vector): Vector {
  expectLength(x, columns, `a ${rows} × ${columns} matrix`)
  const product = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) product[i] += values[i * columns + j] * x[j]
  }
  return product
}

/** Aᵀ x: column of `columns` elements. Throws RangeError unless x has `rows` elements. */
export function transposeTimesColumn({ rows, columns, values }: TextbookMatrix, x: Vector): Vector {
  expectLength(x, rows, `the transpose of a ${rows} × ${columns} matrix`)
  const product = new Float64Array(columns)
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) product[i] += values[j * columns + i] * x[j]
  }
  return product
}

/** a ⊗ b: column × row = matrix of a.length × b.length. */
export function outerProduct(a: Vector, b: Vector): TextbookMatrix {
  const values = new Float64Array(a.length * b.length)
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) values[i * b.length + j] = a[i] * b[j]
  }
  return { rows: a.length, columns: b.length, values }
}

function expectLength(x: Vector, expected: number, what: string): void {
  if (x.length !== expected) {
    throw new RangeError(`${what} multiplies a column of ${expected} elements, found ${x.length}`)
  }
}
