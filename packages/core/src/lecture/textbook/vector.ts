/** A column of numbers. Every operation returns a new one. */
export type Vector = Float64Array

/** a + b. Throws RangeError for different lengths. */
export function add(a: Vector, b: Vector): Vector {
  const sum = columnLike(a, b)
  for (let i = 0; i < sum.length; i++) sum[i] = a[i] + b[i]
  return sum
}

/** a − b. Throws RangeError for different lengths. */
export function subtract(a: Vector, b: Vector): Vector {
  const difference = columnLike(a, b)
  for (let i = 0; i < difference.length; i++) difference[i] = a[i] - b[i]
  return difference
}

/** a ⊙ b, the Hadamard product: element by element. Throws RangeError for different lengths. */
export function hadamard(a: Vector, b: Vector): Vector {
  const product = columnLike(a, b)
  for (let i = 0; i < product.length; i++) product[i] = a[i] * b[i]
  return product
}

/** factor · a. */
export function scale(factor: number, a: Vector): Vector {
  const scaled = new Float64Array(a.length)
  for (let i = 0; i < scaled.length; i++) scaled[i] = factor * a[i]
  return scaled
}

/** ‖a‖² = Σᵢ aᵢ². */
export function squaredNorm(a: Vector): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * a[i]
  return sum
}

/** A new column of the length that both have. */
function columnLike(a: Vector, b: Vector): Vector {
  if (a.length !== b.length) {
    throw new RangeError(`two vectors of one length are needed, found ${a.length} and ${b.length} elements`)
  }
  return new Float64Array(a.length)
}
