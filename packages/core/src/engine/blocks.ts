import { LANES } from '../network/matrix.js'
import type { Range } from './range.js'

/** Blocks at most, a power of two: as many as `Kernels.pairwiseSum` adds up. */
const MOST_BLOCKS = 8

/** Registers of units in a block at least: a sum of fewer is not worth writing down. */
const LEAST_REGISTERS = 4

/**
 * The inputs of the last of two layers, which are the units of the first, in blocks: one, two, four or eight of them. A
 * preactivation of the second layer sums each block by itself, ascending, and then the blocks in pairs. So workers
 * that own blocks exchange sums instead of activations, and how many workers there are does not show in the bits.
 * See docs/decisions/0015-shares.md.
 *
 * No more blocks than units fill, or than leave their sums, outputs for each block, no more than the units themselves.
 * One block is an ordinary sum.
 */
export function blocksOf(units: number, outputs: number): Range[] {
  const registers = Math.ceil(units / LANES)
  let count = 1
  const fits = (blocks: number): boolean =>
    blocks <= MOST_BLOCKS && blocks * LEAST_REGISTERS <= registers && blocks * outputs <= units
  while (fits(2 * count)) count *= 2
  const edge = (block: number): number => Math.min(units, Math.floor((block * registers) / count) * LANES)
  return Array.from({ length: count }, (_, block) => ({ first: edge(block), last: edge(block + 1) }))
}
