/**
 * The number of the order in which sums are added. It goes up whenever the bits of a training step change, for then
 * the same run ends with other weights, and neither is wrong: weights are compared bit by bit within one number only.
 *
 * 1 until 27 November 2026: the second layer was summed without blocks. 2: in blocks (blocks.ts). 3: the gradient of a
 * minibatch above 128 rows too, in blocks of rows (row-blocks.ts); smaller ones have the weights of 2.
 */
export const ARITHMETIC = 3
