import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Examples } from '../../examples.js'
import type { RegionOf } from '../kernels.js'

/** `Kernels.gather`: the examples of rows [from, to) become rows of `inputs`; the padding is 0. */
export function gather(
  examples: Examples,
  inputs: Matrix,
  { minibatch, rows }: RegionOf<'minibatch' | 'rows'>,
): void {
  const { columns, values } = inputs
  for (let n = rows.first; n < rows.last; n++) {
    const start = minibatch.order[minibatch.first + n] * columns
    for (let i = 0; i < paddedColumns(columns); i++) {
      let x = 0
      if (i < columns) {
        x =
          examples.plan.form === 'floats'
            ? examples.floats[start + i]
            : examples.levels[examples.bytes[start + i]]
      }
      values[indexOf(inputs, n, i)] = x
    }
  }
}
