import type { Point } from './points.js'

/** The part of the plane that is shown, and scaled to the network's range. */
export interface View {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

/** Where the paper begins: everything drawn by hand lies here. */
export const UNIT: View = { left: -1, right: 1, bottom: -1.2, top: 1.2 }

/** The smallest view with some room around that shows all points; the unit view wherever that shows them. */
export function viewOf(points: readonly Point[]): View {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)]
  const fits = left >= UNIT.left && right <= UNIT.right && bottom >= UNIT.bottom && top <= UNIT.top
  const small = right - left < 0.5 || top - bottom < 0.2
  if (points.length === 0 || (fits && !small)) return UNIT
  if (fits && points.length < 5) return UNIT
  const [wide, high] = [right - left || 1, top - bottom || 1]
  return {
    left: left - wide * 0.04,
    right: right + wide * 0.04,
    bottom: bottom - high * 0.15,
    top: top + high * 0.15,
  }
}

/** Round numbers from `least` to `most`, about `count` of them. */
export function ticks(least: number, most: number, count: number): number[] {
  const rough = (most - least) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((by) => by * power).find((by) => by >= rough) ?? rough
  const first = Math.ceil(least / step - 1e-9)
  const last = Math.floor(most / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)))
}
