import type { DescentPath } from './path.js'

/** What a learning rate does to a descent. */
export type Effect = 'creeping' | 'converging' | 'oscillating' | 'diverging'

/** From this share of steps that turned back, a descent goes to and fro rather than down. */
const OSCILLATING = 0.25

/** The end of a descent that did not arrive: what it came to, however it began. */
const END = 0.25

/**
 * Names the effect of a learning rate by the path that it made:
 *
 * - diverging: it left for infinity, or both f and ‖∇f‖ are larger at the end than at the start;
 * - oscillating: a quarter or more of its steps turned back, whether or not it arrives; or, where it does not,
 *   of the last quarter of its steps;
 * - converging: ‖∇f‖ fell to a thousandth of what it was at the start, and stayed there;
 * - creeping: none of these in the steps it had.
 */
export function effectOf({ values, slopes, turns, arrival, lost }: DescentPath): Effect {
  const last = values.length - 1
  if (lost || (values[last] > values[0] && slopes[last] > slopes[0])) return 'diverging'
  const steps = arrival ?? last
  const late = turns.filter((step) => step > (1 - END) * steps).length
  const restless = arrival === undefined && late >= OSCILLATING * END * steps
  if (steps > 0 && (turns.length >= OSCILLATING * steps || restless)) return 'oscillating'
  return arrival === undefined ? 'creeping' : 'converging'
}
