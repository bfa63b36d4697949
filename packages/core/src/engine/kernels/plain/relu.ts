/** max(p, 0); −0 and NaN pass. */
export function relu(p: number): number {
  // biome-ignore lint/complexity/useMathMinMax: Math.max(−0, 0) is 0.
  return p < 0 ? 0 : p
}

/** Its derivative from y = relu(p): 1 above 0, otherwise 0. */
export function reluSlope(y: number): number {
  return y > 0 ? 1 : 0
}
