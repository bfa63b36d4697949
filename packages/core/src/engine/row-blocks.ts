import { PANEL } from '../network/matrix.js'
import type { Arena } from './arena.js'

/** Rows up to which the gradient of a minibatch is one sum, and rows of a block where `MOST_BLOCKS` do not have to hold more. */
export const LARGEST_UNDIVIDED = 128

/** Blocks at most, a power of two. */
const MOST_BLOCKS = 64

/** Inputs whose sums lie in memory at once: assembly/block-sums.ts. */
const CHUNK = 32

/**
 * Rows of each block in which the gradient of a minibatch of `count` rows is summed; the last may have fewer. Each block is
 * summed by itself, in the order of its rows, and then the blocks in pairs, ((0 + 1) + (2 + 3)) + …, so that whoever has some
 * of the blocks can sum them and nothing shows who had which. It follows from `count` alone.
 */
export function blockRows(count: number): number {
  if (count <= LARGEST_UNDIVIDED) return count
  let blocks = 2
  while (blocks < MOST_BLOCKS && count > blocks * LARGEST_UNDIVIDED) blocks *= 2
  return Math.ceil(count / blocks)
}

/** How many blocks that makes. */
export function blockCount(count: number): number {
  return Math.ceil(count / blockRows(count))
}

/** Where a kernel adds blocks up: of each thread its own. */
export interface BlockSums {
  /** [levels × CHUNK × PANEL]: the sums that wait for a neighbour, and those of the latest block. */
  readonly sums: Float32Array
  /** [(blocks + 1) × CHUNK]: where the cells of each block begin, of some inputs. */
  readonly edges: Uint32Array
  /** [PANEL], always. */
  readonly zeros: Float32Array
  /** The record of the matrix that a block is summed in: written by the kernels. */
  readonly matrix: Uint32Array
  /** Where the kernels find the addresses, in bytes: assembly/block-sums.ts. */
  readonly record: number
}

/** Blocks of rows that are summed by themselves and then added in pairs. */
export interface RowBlocks {
  /** Rows of each; the last may have fewer. */
  readonly rows: number
  readonly sums: BlockSums
}

/** The next parts of `arena`, for so many blocks: nothing for one. Zeros are to be zero before use, as new memory is. */
export function allocateBlockSums(arena: Arena, blocks: number): BlockSums {
  const size = blocks > 1 ? CHUNK : 0
  // A level for each power of two below the number of blocks, and one for the block that comes next.
  const levels = Math.ceil(Math.log2(blocks)) + 1
  const sums = arena.float32(size * PANEL * levels)
  const zeros = arena.float32(size > 0 ? PANEL : 0)
  const edges = arena.uint32(size * (blocks + 1))
  const matrix = arena.uint32(3)
  const zeroRow = arena.record(zeros.byteOffset, 0, 0)
  const record = arena.record(sums.byteOffset, edges.byteOffset, zeroRow, matrix.byteOffset)
  return { sums, zeros, edges, matrix, record }
}

/** How a gradient of some rows of a minibatch of `count` is summed; undefined where that is one sum. */
export function rowBlocks(count: number, sums: BlockSums): RowBlocks | undefined {
  return count <= LARGEST_UNDIVIDED ? undefined : { rows: blockRows(count), sums }
}
