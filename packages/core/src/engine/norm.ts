import type { Kernels } from './kernels/kernels.js'
import type { Range } from './range.js'

/** Parameters of a block, whose squares are summed in float32: the blocks in float64. */
const BLOCK = 1024

/** Blocks of so many parameters. */
export function squareBlocks(length: number): number {
  return Math.ceil(length / BLOCK)
}

/** Sums the squares of some blocks of a gradient. */
export function storeSquares(
  kernels: Kernels,
  gradient: Float32Array,
  squares: Float32Array,
  { first, last }: Range,
): void {
  for (let block = first; block < last; block++) {
    const range = { first: block * BLOCK, last: Math.min(gradient.length, (block + 1) * BLOCK) }
    squares[block] = kernels.sumOfSquares(gradient, range)
  }
}

/** ‖g‖ of the sums of all blocks, in their order: the same for any division. */
export function normOf(squares: Float32Array): number {
  let sum = 0
  for (let block = 0; block < squares.length; block++) sum += squares[block]
  return Math.sqrt(sum)
}
