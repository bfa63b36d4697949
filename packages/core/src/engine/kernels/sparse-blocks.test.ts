import { expect, test } from 'vitest'
import type { Dataset } from '../../dataset.js'
import type { Random } from '../../random.js'
import type { Range } from '../range.js'
import { all, expectSame, sortedRanges, type Views } from './fixtures/sparse-stage.js'
import { number, placeDataset, placeMatrix, placeSorted, rowsOf, Stage } from './fixtures/stage.js'
import type { Kernels } from './kernels.js'

// `sparseProduct` goes through many inputs in blocks (assembly/sparse-product.ts): a row may have all its entries in one
// block, none in another, or none at all.

/** Which inputs of a row are lit, of so many. */
const LIT: readonly ((input: number, inputs: number, random: Random) => boolean)[] = [
  () => true,
  (_, __, random) => random.uniform() < 0.8,
  (input, inputs) => input >= inputs - 3,
  () => true,
  (input) => input < 2,
  () => false,
  (input, inputs) => 3 * input < inputs || 3 * input >= 2 * inputs,
  () => true,
  (input, inputs) => 3 * input >= inputs && 3 * input < 2 * inputs,
  (input) => input % 96 === 95 || input % 96 === 0,
  (_, __, random) => random.uniform() < 0.9,
  (input) => input % 2 === 1,
]

function createBlockStage(seed: number, count: number, inputs: number, columns: number) {
  return new Stage(seed, (arena, random) => {
    const features = new Uint8Array(count * inputs)
    for (let at = 0; at < features.length; at++) {
      const lit = LIT[Math.floor(at / inputs) % LIT.length]
      if (lit(at % inputs, inputs, random)) features[at] = 1 + random.integer(255)
    }
    const labels = new Uint32Array(count)
    const dataset: Dataset = { name: 'blocks', count, inputs, outputs: 1, features, labels, classes: ['one'] }
    const sparse = placeDataset(arena, dataset, 'sparse')
    const order = arena.uint32(count)
    for (let n = 0; n < count; n++) order[n] = count - 1 - n
    return {
      sparse,
      minibatch: { order, first: 0, count },
      columns: placeSorted(arena, sparse, count),
      withoutCapacity: placeSorted(arena, sparse, count, 0),
      weights: placeMatrix(arena, inputs + 1, columns, () => number(random, 'random')),
      out: placeMatrix(arena, count, columns, () => number(random, 'random')),
    }
  })
}

const SIZES = [191, 192, 193, 289, 784]
const ROWS: readonly [from: number, to: number][] = [
  [0, 48],
  [5, 21],
  [30, 48],
  [0, 15],
  [7, 7],
]
const COLUMNS = [64, 70, 132]

test.each(SIZES)('the product of %i inputs in blocks has the bits of one without', (inputs) => {
  let seed = inputs
  for (const columns of COLUMNS) {
    const stage = createBlockStage(++seed, 48, inputs, columns)
    for (const [first, last] of ROWS) {
      const rows = { first, last }
      for (const units of [all(stage.plain.views.out), { first: 0, last: 64 }, { first: 4, last: columns }]) {
        const inBlocks = (kernels: Kernels, { sparse, minibatch, weights, out, columns }: StageViews) =>
          kernels.sparseProduct(sparse, weights, out, { minibatch, rows, units }, columns)
        const whole = (kernels: Kernels, { sparse, minibatch, weights, out }: StageViews) =>
          kernels.sparseProduct(sparse, weights, out, { minibatch, rows, units })
        const unsorted = (kernels: Kernels, views: StageViews) => {
          const { sparse, minibatch, weights, out, withoutCapacity } = views
          kernels.sparseProduct(sparse, weights, out, { minibatch, rows, units }, withoutCapacity)
        }
        const outputs = (units: Range) => (views: StageViews) => [
          ...rowsOf(views.out, first, last, units),
          ...sortedRanges(views.columns, 0, inputs),
        ]
        const a = stage.run(inBlocks, outputs(units))
        const b = stage.run(whole, outputs(units))
        const c = stage.run(unsorted, outputs(units))
        expectSame(c, b, stage.plain.views.out.values, 'not sorting')
        expectSame(a, b, stage.plain.views.out.values, `${columns} columns, rows ${first} … ${last}`)
      }
    }
  }
})

type StageViews = Pick<Views, 'sparse' | 'minibatch' | 'columns' | 'withoutCapacity' | 'weights' | 'out'>

test('the rows of the test have entries for several blocks', () => {
  const { starts } = createBlockStage(1, 48, 784, 64).plain.views.sparse
  expect(starts[48] / 48).toBeGreaterThan(4 * 48)
})
