import { approximation, type descent } from '@antigrad/core/lecture'
import { withMargin } from '../frame.js'

/** Times the function's own window that a picture may be wide: what a path goes further is not seen. */
const WIDEST = 3

/** What of a function is drawn: its window, widened as far as the path goes. */
export function windowOf(
  { window }: descent.Landscape,
  { points }: descent.DescentPath,
): approximation.Range[] {
  return window.map(({ low, high }, d) => {
    const reached = approximation.rangeOf(points.map((point) => point[d]).filter(Number.isFinite))
    if (reached.low >= low && reached.high <= high) return { low, high }
    const most = (WIDEST - 1) / 2
    const wider = withMargin({ low: Math.min(low, reached.low), high: Math.max(high, reached.high) }, 0.02)
    return {
      low: Math.max(wider.low, low - most * (high - low)),
      high: Math.min(wider.high, high + most * (high - low)),
    }
  })
}
