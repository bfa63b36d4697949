import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'

const { fround } = Math

/** `Kernels.pairwiseSum`: each half of the parts added up by itself, then both. */
export function pairwiseSum(parts: readonly Matrix[], out: Matrix, { rows }: RegionOf<'rows'>): void {
  const sum = (at: number, first: number, last: number): number => {
    if (last - first === 1) return parts[first].values[at]
    const middle = (first + last) / 2
    return fround(sum(at, first, middle) + sum(at, middle, last))
  }
  for (let n = rows.first; n < rows.last; n++) {
    for (let j = 0; j < paddedColumns(out.columns); j++) {
      const at = indexOf(out, n, j)
      out.values[at] = sum(at, 0, parts.length)
    }
  }
}
