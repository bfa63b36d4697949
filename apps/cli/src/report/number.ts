/** A measured number with three digits that count, or `digits`: `28,400`, `0.0213`, `1.2e-9`. */
export function measured(value: number, digits = 3): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(digits - 1)
  return value.toLocaleString('en-US', { maximumSignificantDigits: digits })
}
