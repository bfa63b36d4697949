import { describe, test } from 'vitest'
import type { Dataset } from '../../dataset.js'
import { indexOf, paddedColumns } from '../../network/matrix.js'
import { createRandom, type Random } from '../../random.js'
import {
  combinations,
  fillOrder,
  number,
  placeDataset,
  placeOutput,
  range,
  rowsOf,
  Stage,
} from './fixtures/stage.js'

function sweep(
  most: number,
  check: (rows: number, columns: number, random: Random, seed: number) => void,
): void {
  const random = createRandom(2, 0)
  let seed = 0
  for (const [rows, columns] of combinations(2, random, most)) {
    try {
      check(rows, columns, random, ++seed)
    } catch (error) {
      throw new Error(`${rows} × ${columns}`, { cause: error })
    }
  }
}

describe('gather', () => {
  const stageOf = (form: 'bytes' | 'floats', rows: number, inputs: number, seed: number) =>
    new Stage(seed, (arena, random) => {
      const count = rows + random.integer(4)
      const features = form === 'bytes' ? new Uint8Array(count * inputs) : new Float32Array(count * inputs)
      for (let at = 0; at < features.length; at++) {
        features[at] = form === 'bytes' ? random.integer(256) : number(random, 'edges')
      }
      const labels = new Uint32Array(count)
      const dataset: Dataset = { name: 'random', count, inputs, outputs: 1, features, labels, classes: ['a'] }
      return {
        features,
        examples: placeDataset(arena, dataset, form),
        minibatch: {
          order: fillOrder(arena.uint32(count), random),
          first: random.integer(count - rows + 1),
          count: rows,
        },
        inputs: placeOutput(arena, rows, inputs),
      }
    })

  test.each(['bytes', 'floats'] as const)('%s: rows and inputs of every size', (form) => {
    sweep(60_000, (rows, columns, random, seed) => {
      const [from, to] = range(random, rows)
      const stage = stageOf(form, rows, columns, seed)
      stage.run(
        (kernels, { examples, minibatch, inputs }) =>
          kernels.gather(examples, inputs, { minibatch, rows: { first: from, last: to } }),
        ({ inputs }) => rowsOf(inputs, from, to),
      )
      const { features, minibatch, inputs } = stage.plain.views
      for (let n = from; n < to; n++) {
        const example = minibatch.order[minibatch.first + n]
        for (let i = 0; i < paddedColumns(columns); i++) {
          const value = i < columns ? features[example * columns + i] : 0
          const expected = form === 'bytes' ? Math.fround(value / 255) : value
          const found = inputs.values[indexOf(inputs, n, i)]
          if (!Object.is(found, expected)) throw new Error(`[${n}, ${i}]: ${found}, not ${expected}`)
        }
      }
    })
  })
})
