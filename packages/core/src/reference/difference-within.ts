import { centralDifference } from '../lecture/textbook/central-difference.js'

/** Where a kink is so near that no step fits, it begins again with steps shorter by this. */
const SHORTER = 2 ** -10

/**
 * As `centralDifference`, of an f that is smooth in pieces and is taken only within the piece that 0 lies in.
 * @param f NaN outside of that piece, which is no difference: the next step is shorter
 * @returns f'(0); NaN on a kink, or so near to one that no step fits
 */
export function differenceWithin(f: (offset: number) => number, step: number, noise?: number): number {
  const found = centralDifference(f, step, noise)
  return Number.isNaN(found) ? centralDifference(f, step * SHORTER, noise) : found
}
