/** A whole number with commas: `1,234,567`. */
export function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** A share as a percentage: `97 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** A factor: `1.93×`. */
export function factor(value: number): string {
  return `${times(value)}×`
}

/** A factor within a sentence: `1.93`. */
export function times(value: number): string {
  return value.toFixed(2)
}

/** Seconds for people: `0.14 µs`, `31 µs`, `2.5 ms`, `1.2 s`. */
export function brief(seconds: number): string {
  const [value, unit] =
    seconds < 1e-3 ? [seconds * 1e6, 'µs'] : seconds < 1 ? [seconds * 1e3, 'ms'] : [seconds, 's']
  return `${value < 10 ? Number(value.toPrecision(2)) : Math.round(value)} ${unit}`
}
