// Gradients that are summed in blocks of rows (src/engine/row-blocks.ts): each block into the next level of a stack, and two
// neighbours of one size into one, as a binary counter carries. So blocks are added in pairs, and no more than seven levels are
// held, of which the lowest, used most, stay in the first-level cache.
import { addRange } from './add'

/** Inputs whose sums a level holds, for the columns of a panel. */
export const CHUNK: i32 = 32
const LEVEL: usize = <usize>CHUNK * 256

/** Rows of a block; 0 where a minibatch is one sum. */
export let blockRows: i32 = 0
/** Its record: where its levels, the edges of cells and two matrices lie. */
let record: usize = 0
/** Blocks that have been summed, and levels that hold their sums. */
let blocks: u32 = 0
let levels: usize = 0

/** How the next gradient is summed. */
export function setBlocks(rows: i32, sums: usize): void {
  blockRows = rows
  record = sums
}

/** [blocks + 1][CHUNK] u32: where the cells of each input begin, of each block. */
export function edgesOfBlocks(): usize {
  return load<u32>(record, 4)
}

/** The record of a row of zeros for each row that is asked for. */
export function zeroRow(): usize {
  return load<u32>(record, 8)
}

/** The record of a matrix of the sums of a block: such rows and columns, whose panel from column `first` is the next level. */
export function nextMatrix(rows: i32, columns: i32, offset: usize): usize {
  const matrix = <usize>load<u32>(record, 12)
  store<u32>(matrix, <u32>(nextSums() - offset))
  store<i32>(matrix, rows, 4)
  store<i32>(matrix, columns, 8)
  return matrix
}

/** Forgets all sums. */
export function beginBlocks(): void {
  blocks = 0
  levels = 0
}

/** Where the sums of the next block belong. */
export function nextSums(): usize {
  return <usize>load<u32>(record) + levels * LEVEL
}

/** That they are there, so many bytes. */
export function addBlock(bytes: usize): void {
  levels++
  for (let pairs = blocks; pairs & 1; pairs >>= 1) addHighest(bytes)
  blocks++
}

/** Adds what is left: as if further blocks, of zeros, came. Returns where the sums of all blocks are. */
export function allBlocks(bytes: usize): usize {
  while (levels > 1) addHighest(bytes)
  return load<u32>(record)
}

/** The two highest levels into one. */
function addHighest(bytes: usize): void {
  levels--
  const higher = <usize>load<u32>(record) + levels * LEVEL
  addRange(higher - LEVEL, higher, bytes)
}
