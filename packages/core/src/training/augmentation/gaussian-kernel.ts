/** Enough for arguments to 1: the next term is below 1e-18. */
const TERMS = 19

/**
 * A Gaussian cut off at ⌈3σ⌉ and divided by its sum. From + − × ÷ alone: `Math.exp` differs between engines.
 * @param sigma σ, above 0
 * @returns the 2⌈3σ⌉ + 1 weights, the centre's in the middle
 */
export function gaussianKernel(sigma: number): Float64Array {
  const radius = Math.ceil(3 * sigma)
  const weights = new Float64Array(2 * radius + 1)
  // exp(−k²/2σ²) = qᵏᵏ: from k − 1 to k by the factor q²ᵏ⁻¹, and that by q².
  const q = expOfMinus(1 / (2 * sigma * sigma))
  let weight = 1
  let ratio = q
  let sum = 1
  weights[radius] = 1
  for (let k = 1; k <= radius; k++) {
    weight *= ratio
    ratio *= q * q
    weights[radius - k] = weight
    weights[radius + k] = weight
    sum += 2 * weight
  }
  for (let k = 0; k < weights.length; k++) weights[k] /= sum
  return weights
}

/** e⁻ˣ for x ≥ 0, Infinity included: the series of eʸ, 0 ≤ y ≤ 1, as often squared as x was halved. */
function expOfMinus(x: number): number {
  // Below the smallest number.
  if (x > 746) return 0
  let y = x
  let halvings = 0
  for (; y > 1; y /= 2) halvings++
  let sum = 1
  for (let n = TERMS; n >= 1; n--) sum = 1 + (y / n) * sum
  let power = 1 / sum
  for (; halvings > 0; halvings--) power *= power
  return power
}
