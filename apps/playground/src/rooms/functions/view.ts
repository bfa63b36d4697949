import { approximation } from '@antigrad/core/lecture'
import type { View } from '../../figures/frame.js'
import type { Point } from './points.js'

/** Where the paper begins: everything drawn by hand lies here. */
export const UNIT: View = { x: { low: -1, high: 1 }, y: { low: -1.2, high: 1.2 } }

/** Fewer points than this do not say yet how wide the view should be. */
const FEW = 5

/**
 * The paper that was drawn on, if it shows all points. Without one, the unit view wherever that shows them
 * well; else the smallest view that shows them, with some room around.
 */
export function viewOf(points: readonly Point[], paper?: View): View {
  if (points.length === 0) return paper ?? UNIT
  const x = approximation.rangeOf(points.map((point) => point.x))
  const y = approximation.rangeOf(points.map((point) => point.y))
  if (paper && contains(paper.x, x) && contains(paper.y, y)) return paper
  const inside = contains(UNIT.x, x) && contains(UNIT.y, y)
  const large = x.high - x.low > 0.5 && y.high - y.low > 0.2
  return inside && (large || points.length < FEW) ? UNIT : { x: widened(x, 0.04), y: widened(y, 0.15) }
}

/** All of a function over an axis, with some room above and below. */
export function viewOfTarget({ axes: [axis], value, noise }: approximation.Target): View {
  const heights = Array.from({ length: 200 }, (_, k) =>
    value([axis.low + ((axis.high - axis.low) * k) / 199]),
  )
  return { x: axis, y: widened(approximation.rangeOf(heights), 0.15 + noise) }
}

function contains(whole: approximation.Range, part: approximation.Range): boolean {
  return part.low >= whole.low && part.high <= whole.high
}

function widened({ low, high }: approximation.Range, by: number): approximation.Range {
  const size = high - low
  // Numbers that are as good as equal have no size of their own.
  const room = by * (size > 1e-9 * Math.max(1, Math.abs(low), Math.abs(high)) ? size : 1)
  return { low: low - room, high: high + room }
}
