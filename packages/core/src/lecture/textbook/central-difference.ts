/** From `step` down to step / 2217: wide enough for straight functions and for steep ones. */
const ROWS = 20
const RATIO = 1.5

/**
 * f'(0) by central differences, extrapolated to a step of nothing: Ridders' method (C. J. F. Ridders,
 * Advances in Engineering Software 4 (1982), 75–76; docs/derivation.md §7).
 *
 * D(h) = (f(h) − f(−h)) / 2h differs from f'(0) by even powers of h. Column 0 of the tableau is D for ever
 * smaller h; column k has the first k of those powers cancelled. The entry with the smallest error is
 * returned; an entry's error is its distance from its two neighbours plus what rounding does to D(h).
 * @param f smooth on [−step, step]
 * @param step the widest h: about as far as f goes without bending back
 * @param noise the rounding error of one value of f; the default suits values near 1
 * @returns f'(0); NaN where f is not finite
 */
export function centralDifference(
  f: (offset: number) => number,
  step: number,
  noise: number = Number.EPSILON,
): number {
  let best = Number.NaN
  let bestError = Number.POSITIVE_INFINITY
  let above: number[] = []
  for (let i = 0; i < ROWS; i++) {
    const h = step / RATIO ** i
    // From here on rounding alone is worse than what is already known.
    if (noise / h >= bestError) break
    const row = [(f(h) - f(-h)) / (2 * h)]
    for (let k = 1; k <= i; k++) {
      const power = RATIO ** (2 * k)
      row[k] = (power * row[k - 1] - above[k - 1]) / (power - 1)
      const error = Math.max(Math.abs(row[k] - row[k - 1]), Math.abs(row[k] - above[k - 1])) + noise / h
      if (error < bestError) {
        best = row[k]
        bestError = error
      }
    }
    above = row
  }
  return best
}
