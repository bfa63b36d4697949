import { numbersOf } from '../../controls/numbers-of.js'

/** A sample of the unknown function. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Most samples that are taken: more would not be seen, and not fit an address. */
export const MOST_POINTS = 400

/** Reads pairs of numbers, a pair a line, as `numbersOf` has them. Other lines are left out. */
export function readPoints(text: string): Point[] {
  const points: Point[] = []
  for (const line of text.split('\n')) {
    const [x, y] = numbersOf(line)
    if (Number.isFinite(x) && Number.isFinite(y)) points.push({ x, y })
  }
  return points.slice(0, MOST_POINTS)
}

/** The points as `readPoints` takes them. */
export function writePoints(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x} ${y}`).join('\n')
}
