// The record of a sparse minibatch by input (Columns in src/engine/kernels/kernels.ts).

/** [inputs] u32. */
// @ts-ignore: decorator
@inline
export function columnStartsOf(columns: usize): usize {
  return load<u32>(columns)
}

/** [inputs] u32. */
// @ts-ignore: decorator
@inline
export function columnEndsOf(columns: usize): usize {
  return load<u32>(columns, 4)
}

/** [cells + 1] u32: row · 256 + byte. */
// @ts-ignore: decorator
@inline
export function cellsOf(columns: usize): usize {
  return load<u32>(columns, 8)
}

/** Cells of each input; 0 where they lie without a gap. */
// @ts-ignore: decorator
@inline
export function capacityOf(columns: usize): u32 {
  return load<u32>(columns, 12)
}

/** [rows] u32, zero between calls. */
// @ts-ignore: decorator
@inline
export function cursorsOf(columns: usize): usize {
  return load<u32>(columns, 16)
}

/** [64] f32 that stay zero. */
// @ts-ignore: decorator
@inline
export function zerosOf(columns: usize): usize {
  return load<u32>(columns, 20)
}

/** How many rows have a cursor. */
// @ts-ignore: decorator
@inline
export function cursorRowsOf(columns: usize): i32 {
  return load<i32>(columns, 24)
}
