import { expect, test } from 'vitest'
import { indexOf, type Matrix, paddedColumns } from '../../network/matrix.js'
import { createRandom } from '../../random.js'
import type { Range } from '../range.js'
import type { RowBlocks } from '../row-blocks.js'
import { createStage, expectSame, halves, rangeOf, sweep, type Views } from './fixtures/sparse-stage.js'
import { rowsOf } from './fixtures/stage.js'
import type { Kernels } from './kernels.js'

/** A call of a kernel with its scratch, which is no output: it ends as it began. */
function withBlocks(
  kernels: Kernels,
  { blockSums }: Views,
  rows: number,
  call: (kernels: Kernels, blocks: RowBlocks) => void,
): void {
  call(kernels, { rows, sums: blockSums })
  for (const view of [blockSums.sums, blockSums.edges, blockSums.matrix]) view.fill(0)
}

/** The gradient of some inputs and of the biases, in blocks of so many rows, with the rows sorted before. */
function gradient(rows: number, given: Range, inputs: Range, form: 'dense' | 'sparse') {
  return (kernels: Kernels, views: Views): void => {
    const { sparse, dense, minibatch, columns, inputs: x, deltas, out, update } = views
    kernels.gather(dense, x, { minibatch, rows: given })
    kernels.sortByInput(sparse, columns, { minibatch, rows: { first: 0, last: minibatch.count }, inputs })
    withBlocks(kernels, views, rows, (kernels, blocks) => {
      if (form === 'dense') kernels.gradient(x, deltas, out, { rows: given, inputs, blocks }, update)
      else
        for (const units of halves(rows, out)) {
          if (units.first < units.last)
            kernels.sparseGradient(
              sparse,
              columns,
              deltas,
              out,
              { rows: given, inputs, units, blocks },
              update,
            )
        }
      const units = { first: 0, last: out.columns }
      kernels.biasGradient(deltas, out, { rows: given, units, blocks }, update)
    })
  }
}

const written = ({ inputs, columns, out }: Views, given: Range, range: Range) => [
  ...rowsOf(inputs, given.first, given.last),
  { view: columns.starts, ...range },
  { view: columns.ends, ...range },
  { view: columns.cells, first: 0, last: columns.cells.length - 1 },
  ...rowsOf(out, range.first, range.last),
  ...rowsOf(out, out.rows - 1, out.rows),
]

test.each(['store', 0.3] as const)(
  'at rate %s, in blocks of any size: all kernels, dense and sparse, give the same bits',
  (rate) => {
    const factor = rate === 'store' ? rate : Math.fround(rate)
    sweep((rows, inputs, columns, kind, seed) => {
      const random = createRandom(seed, 1)
      // At most 64 blocks.
      const size = Math.max(Math.ceil(rows / 64), 1 + random.integer(rows))
      const first = random.integer(rows)
      const given = { first, last: rows }
      const range = rangeOf([random.integer(inputs), inputs])
      const stage = createStage(seed, rows, inputs, columns, kind, factor)
      const outputs = (views: Views) => written(views, given, range)
      const dense = stage.run(gradient(size, given, range, 'dense'), outputs)
      const sparse = stage.run(gradient(size, given, range, 'sparse'), outputs)
      expectSame(dense, sparse, stage.plain.views.out.values, 'sparse')
    })
  },
)

test('the sum of all blocks is that of the first half, a power of two of them, and that of the rest', () => {
  sweep((rows, inputs, columns, kind, seed) => {
    const size = Math.max(1, Math.ceil(rows / (1 + (seed % 9))))
    const blocks = Math.ceil(rows / size)
    if (blocks === 1) return
    const middle = size * 2 ** (Math.ceil(Math.log2(blocks)) - 1)
    const range = { first: 0, last: inputs }
    const stage = createStage(seed, rows, inputs, columns, kind, 'store')
    const sumOf = (first: number, last: number): Float32Array => {
      const given = { first, last }
      stage.run(gradient(size, given, range, 'sparse'), (views) => written(views, given, range))
      return valuesOf(stage.plain.views.out, inputs)
    }
    const [left, right, whole] = [sumOf(0, middle), sumOf(middle, rows), sumOf(0, rows)]
    expect(whole).toEqual(left.map((value, k) => Math.fround(value + right[k])))
  })
})

test('a single block is the sum without blocks', () => {
  sweep((rows, inputs, columns, kind, seed) => {
    const given = { first: 0, last: rows }
    const range = { first: 0, last: inputs }
    const stage = createStage(seed, rows, inputs, columns, kind, 'store')
    const outputs = (views: Views) => written(views, given, range)
    const one = stage.run(gradient(rows, given, range, 'sparse'), outputs)
    const without = stage.run((kernels, views) => {
      const { sparse, dense, minibatch, columns, inputs: x, deltas, out, update } = views
      kernels.gather(dense, x, { minibatch, rows: given })
      kernels.sortByInput(sparse, columns, { minibatch, rows: given, inputs: range })
      withBlocks(kernels, views, rows, () => {
        kernels.gradient(x, deltas, out, { rows: given, inputs: range }, update)
        kernels.biasGradient(deltas, out, { rows: given, units: { first: 0, last: out.columns } }, update)
      })
    }, outputs)
    expectSame(one, without, stage.plain.views.out.values, 'without blocks')
  })
})

/** The first `rows` rows and the last of a matrix, without padding's place mattering. */
function valuesOf(matrix: Matrix, rows: number): Float32Array {
  const width = paddedColumns(matrix.columns)
  return Float32Array.from({ length: (rows + 1) * width }, (_, k) => {
    const row = Math.floor(k / width)
    return matrix.values[indexOf(matrix, row < rows ? row : matrix.rows - 1, k % width)]
  })
}
