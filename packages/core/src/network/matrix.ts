/** Columns of a panel: sixteen registers of four float32, two tiles of eight or four of four. */
export const PANEL = 64

/** Floats in a SIMD register. Rows are padded to a multiple of it; what pads them is zero, always. */
export const LANES = 4

/**
 * A rows × columns matrix of float32 in panels of 64 columns, one panel after the other:
 *
 *     panel 0: row 0 [64 floats] · row 1 [64 floats] · …
 *     panel 1: row 0 [64 floats] · …                          the last panel: as wide as is left
 *
 * Within a panel rows follow each other without a gap, so a kernel that works on one panel streams
 * through consecutive memory. A matrix of at most 64 columns is an ordinary row-major one. The width of
 * the last panel is padded to a multiple of four floats.
 */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  /** `rows × roundUp(columns, 4)` floats. */
  readonly values: Float32Array
  /** Where `values` begins in its buffer, in bytes. */
  readonly address: number
  /**
   * Where address, rows and columns stand in the same buffer, in bytes: what a WebAssembly kernel takes. 0 for a matrix
   * that no arena allocated, which plain kernels alone take.
   */
  readonly record: number
}

/** Columns with their padding: the next multiple of four. */
export function paddedColumns(columns: number): number {
  return Math.ceil(columns / LANES) * LANES
}

/** Floats that a rows × columns matrix takes. */
export function matrixLength(rows: number, columns: number): number {
  return rows * paddedColumns(columns)
}

/** A matrix over `values`, which hold `matrixLength(rows, columns)` floats. Throws RangeError otherwise. */
export function matrixOver(values: Float32Array, rows: number, columns: number): Matrix {
  if (values.length !== matrixLength(rows, columns)) {
    throw new RangeError(
      `a ${rows} × ${columns} matrix takes ${matrixLength(rows, columns)} floats, found ${values.length}`,
    )
  }
  return { rows, columns, values, address: values.byteOffset, record: 0 }
}

/** A new matrix of zeros in memory of its own. */
export function createMatrix(rows: number, columns: number): Matrix {
  return matrixOver(new Float32Array(matrixLength(rows, columns)), rows, columns)
}

/** Width in floats, padding included, of the panel that begins at column `first`. */
export function panelWidth(columns: number, first: number): number {
  return Math.min(PANEL, paddedColumns(columns) - first)
}

/** Index in `matrix.values` of the element at `row` and `column`. */
export function indexOf(matrix: Matrix, row: number, column: number): number {
  const first = column - (column % PANEL)
  return first * matrix.rows + row * panelWidth(matrix.columns, first) + (column - first)
}

/**
 * Copies the first rows of a matrix to where they follow each other without panels or padding.
 * @param out [rows × columns]: from its row `first` on
 */
export function copyRows(matrix: Matrix, count: number, out: Float32Array, first: number): void {
  const { columns, values } = matrix
  for (let panel = 0; panel < columns; panel += PANEL) {
    const width = panelWidth(columns, panel)
    const kept = Math.min(PANEL, columns - panel)
    const from = indexOf(matrix, 0, panel)
    const to = first * columns + panel
    for (let n = 0; n < count; n++) {
      for (let j = 0; j < kept; j++) out[to + n * columns + j] = values[from + n * width + j]
    }
  }
}
