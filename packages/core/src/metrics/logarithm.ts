const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

/** Terms of the series: the next one would be below half a unit in the last place. */
const TERMS = 9

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)
/** Where the sign and exponent of a float64 lie. */
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

/**
 * ln x, with the same bits in every engine: a metric may decide which weights are kept, and `Math.log` differs between
 * engines. With x = m·2ᵉ, m from √½ to √2, and s = (m − 1) / (m + 1): ln x = e ln 2 + 2 (s + s³/3 + s⁵/5 + …), to within
 * two units in the last place. The two parts of ln 2 are fdlibm's.
 * @param x a normal number above 0
 */
export function logarithm(x: number): number {
  float[0] = x
  let exponent = (words[HIGH] >>> 20) - 1023
  words[HIGH] = (words[HIGH] & 0x000fffff) | 0x3ff00000
  let mantissa = float[0]
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    exponent++
  }
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  let sum = 0
  for (let term = TERMS; term >= 1; term--) sum = (sum + 1 / (2 * term + 1)) * square
  return exponent * LN2_HIGH + (2 * s + (2 * s * sum + exponent * LN2_LOW))
}
