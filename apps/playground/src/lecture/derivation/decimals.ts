const [FEWEST, MOST] = [3, 6]

/** Decimals with which the number nearest to 0 among these, 0 itself left out, shows two digits: what is multiplied can be followed. */
export function decimalsOf(values: ArrayLike<number>): number {
  const sizes = Array.from(values, Math.abs).filter((size) => size > 0)
  const wanted = 1 - Math.floor(Math.log10(Math.min(...sizes)))
  return Math.max(FEWEST, Math.min(MOST, wanted))
}
