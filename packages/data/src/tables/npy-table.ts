import type { FileBytes } from '../file-bytes.js'
import { npyRows, parseNpy } from '../numpy/npy.js'
import { refuse } from '../refuse.js'
import { MOST_CELLS } from './rows.js'
import { type TableSource, TableWriter } from './written-table.js'

/**
 * Reads a matrix of numpy as a table: a row each, the columns called `1`, `2`, …; NaN is missing.
 * @throws BadInput as `parseNpy` and `TableWriter`, and for an array that is no matrix
 */
export function readNpyTable({ file, bytes }: FileBytes): TableSource {
  const array = parseNpy({ file, bytes })
  const { rows, columns } = npyRows(array)
  if (array.shape.length !== 2 || columns < 1 || columns > MOST_CELLS) {
    const found = array.shape.join(' × ') || 'a number'
    const hint =
      array.shape.length > 2
        ? ' (images and their labels are read of an .npz file: numpy.savez(name, x=x, y=y))'
        : ''
    throw refuse(file, 'offset 10', `a matrix of 1 to ${MOST_CELLS} columns`, found + hint)
  }
  const names = Array.from({ length: columns }, (_, column) => String(column + 1))
  const writer = new TableWriter(file, names, { categories: [], place: 'row' })
  for (let row = 0; row < rows; row++) writer.add((column) => array.values[row * columns + column])
  return writer.done()
}
