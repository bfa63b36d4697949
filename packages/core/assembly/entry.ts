// An entry is input · 256 + byte, a cell row · 256 + byte: what a sparse kernel makes of one.

/** What its byte stands for, four times. */
// @ts-ignore: decorator
@inline
export function value(levels: usize, entry: u32): v128 {
  return v128.load32_splat(levels + ((<usize>entry & 255) << 2))
}

/** Where its row of a panel begins, of so many bytes. */
// @ts-ignore: decorator
@inline
export function row(matrix: usize, width: usize, entry: u32): usize {
  return matrix + <usize>(entry >>> 8) * width
}

/** Writes the entry of row `r` behind the cells of its input. */
// @ts-ignore: decorator
@inline
export function sort(ends: usize, cells: usize, r: i32, entry: u32): void {
  const end = ends + (<usize>(entry >>> 8) << 2)
  const cell = load<u32>(end)
  store<u32>(end, cell + 1)
  store<u32>(cells + (<usize>cell << 2), (<u32>r << 8) | (entry & 255))
}
