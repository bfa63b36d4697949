import type { approximation } from '@antigrad/core/lecture'
import { measured } from '../report/number.js'
import type { Canvas } from './canvas.js'

/** Which numbers lie within a picture. */
export interface Window {
  readonly x: approximation.Range
  readonly y: approximation.Range
}

/** Where a number lies on a canvas. */
export function projectionOn(
  { width, height }: Canvas,
  { x, y }: Window,
): (at: readonly [number, number]) => [number, number] {
  return ([a, b]) => [
    ((a - x.low) / (x.high - x.low)) * (width - 1),
    ((y.high - b) / (y.high - y.low)) * (height - 1),
  ]
}

/** A picture with the ends of its axes written beside it: y to the left, x below. */
export function framed(rows: readonly string[], columns: number, { x, y }: Window): string[] {
  const labels = [measured(y.high), measured(y.low)]
  const margin = Math.max(...labels.map((label) => label.length))
  const left = (row: number) =>
    (row === 0 ? labels[0] : row === rows.length - 1 ? labels[1] : '').padStart(margin)
  const [first, last] = [measured(x.low), measured(x.high)]
  const below = `${first}${' '.repeat(Math.max(1, columns - first.length - last.length))}${last}`
  return [...rows.map((row, index) => `${left(index)} ${row}`), `${' '.repeat(margin)} ${below}`]
}

/** A range with a little margin on both sides; of a single number, as much as lets it be seen. */
export function withMargin({ low, high }: approximation.Range, share = 0.05): approximation.Range {
  const margin = high > low ? share * (high - low) : Math.abs(high) / 2 || 1
  return { low: low - margin, high: high + margin }
}
