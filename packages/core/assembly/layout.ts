// The layout of packages/core/src/network/matrix.ts: panels of 64 columns, the last one as wide as is left. A kernel takes
// a matrix as the address of its record: where its values begin, its rows, its columns.

/** Columns of a panel. */
export const PANEL: i32 = 64

/** Where its values begin. */
// @ts-ignore: decorator
@inline
export function valuesOf(matrix: usize): usize {
  return load<u32>(matrix)
}

// @ts-ignore: decorator
@inline
export function rowsOf(matrix: usize): i32 {
  return load<i32>(matrix, 4)
}

// @ts-ignore: decorator
@inline
export function columnsOf(matrix: usize): i32 {
  return load<i32>(matrix, 8)
}

// @ts-ignore: decorator
@inline
export function padded(columns: i32): i32 {
  return (columns + 3) & ~3
}

/** Bytes of a row of the panel that begins at column `first`. */
// @ts-ignore: decorator
@inline
export function rowBytes(columns: i32, first: i32): usize {
  return <usize>min(PANEL, padded(columns) - first) << 2
}

/** Where the panel that begins at column `first` begins, in bytes from the matrix. */
// @ts-ignore: decorator
@inline
export function panelOffset(rows: i32, first: i32): usize {
  return (<usize>rows * <usize>first) << 2
}
