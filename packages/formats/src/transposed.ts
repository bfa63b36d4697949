/** A rows × columns array as columns × rows, both row by row, in new memory. */
export function transposed(values: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const turned = new Float32Array(values.length)
  // Of a file's own sizes one may be 0, and the other far too large to count up to.
  if (values.length === 0) return turned
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = values[row * columns + column]
  }
  return turned
}
