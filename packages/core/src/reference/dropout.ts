import type { Vector } from '../lecture/textbook/vector.js'

/**
 * Inverted dropout (Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, 2014): 0 for the units
 * that are left out, 1 / (1 − p) for the others, so that a network that leaves none out needs no other weights.
 * @param mask 1 for a unit that is kept, 0 for one that is left out
 * @param rate p in [0, 1)
 * @throws RangeError for another p
 */
export function dropoutFactors(mask: ArrayLike<number>, rate: number): Vector {
  if (!(rate >= 0 && rate < 1))
    throw new RangeError(`dropout: expected a rate from 0 to below 1, found ${rate}`)
  return Float64Array.from(mask, (kept) => kept / (1 - rate))
}
