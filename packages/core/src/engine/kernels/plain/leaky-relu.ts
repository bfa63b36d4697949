const { fround } = Math

/** The slope below 0, in float32. */
const LEAK = fround(0.01)

/** p above 0, otherwise p / 100; −0 and NaN pass. */
export function leakyRelu(p: number): number {
  return p > 0 ? p : fround(p * LEAK)
}

/** Its derivative from y = leakyRelu(p): 1 above 0, otherwise 0.01. */
export function leakyReluSlope(y: number): number {
  return y > 0 ? 1 : LEAK
}
