import { describe, expect, test } from 'vitest'
import type { Dataset } from '../../dataset.js'
import { indexOf, paddedColumns } from '../../network/matrix.js'
import { createRandom, type Random } from '../../random.js'
import type { Arena } from '../arena.js'
import { allocatePart, type Part, planExamples, storeExamples } from '../examples.js'
import {
  combinations,
  firstDifference,
  NAMES,
  number,
  placeDataset,
  placeMatrix,
  placeOutput,
  range,
  rowsOf,
  Stage,
  within,
} from './fixtures/stage.js'
import type { Range } from './kernels.js'

/** A random permutation, as an epoch's order is. */
function fillOrder(order: Uint32Array, random: Random): Uint32Array {
  order.forEach((_, n) => {
    const other = random.integer(n + 1)
    order[n] = order[other]
    order[other] = n
  })
  return order
}

/** Places a dataset of floats, and results to be overwritten. */
function placeResults(arena: Arena, dataset: Dataset): Part {
  const part = allocatePart(arena, planExamples(dataset, 'floats'))
  part.examples.targets.values.fill(0)
  storeExamples(part.examples, dataset)
  part.losses.fill(7)
  part.predictions.fill(7)
  return part
}

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

describe('compare', () => {
  /** What σ gives: now and then exactly 0, ½ or 1, next to 1, subnormal. */
  const activation = (random: Random) =>
    random.integer(3) === 0
      ? [0, 0.5, 1, 1 - 2 ** -24, 2 ** -149, 1e-40, 1e-20][random.integer(7)]
      : Math.fround(random.uniform())

  const stageOf = (regression: boolean, rows: number, outputs: number, seed: number) =>
    new Stage(seed, (arena, random) => {
      const count = rows + random.integer(4)
      const dataset: Dataset = {
        name: 'random',
        count,
        inputs: 1,
        outputs,
        features: new Float32Array(count),
        classes: [],
        ...(regression
          ? { targets: new Float32Array(count * outputs).map(() => activation(random)) }
          : { labels: new Uint32Array(count).map(() => random.integer(outputs)) }),
      }
      // Where all are equal the first is the largest.
      const equal = random.integer(4) === 0
      const same = activation(random)
      return {
        part: placeResults(arena, dataset),
        minibatch: {
          order: fillOrder(arena.uint32(count), random),
          first: random.integer(count - rows + 1),
          count: rows,
        },
        outputs: placeMatrix(arena, rows, outputs, () => (equal ? same : activation(random))),
        deltas: placeOutput(arena, rows, outputs),
      }
    })
  type Views = ReturnType<typeof stageOf>['plain']['views']

  const outputsOf = (from: number, to: number) => (views: Views) => {
    const { deltas, part, minibatch } = views
    const { losses, predictions } = part
    const spans = rowsOf(deltas, from, to)
    for (let n = from; n < to; n++) {
      const first = minibatch.order[minibatch.first + n]
      spans.push({ view: losses, first, last: first + 1 }, { view: predictions, first, last: first + 1 })
    }
    return spans
  }

  test.each([
    ['classes', false],
    ['regression', true],
  ])('%s: rows and outputs of every size', (_, regression) => {
    sweep(20_000, (rows, columns, random, seed) => {
      const [from, to] = range(random, rows)
      const middle = from + random.integer(to - from + 1)
      const stage = stageOf(regression, rows, columns, seed)
      const totals: number[] = []
      const whole = stage.run(
        (kernels, { outputs, part, minibatch, deltas }) => {
          totals.push(
            kernels.compare(
              outputs,
              part,
              deltas,
              { minibatch, rows: { first: from, last: to } },
              { first: from, last: to },
            ),
          )
        },
        outputsOf(from, to),
      )
      const pieces = stage.run(
        (kernels, { outputs, part, minibatch, deltas }) => {
          kernels.compare(
            outputs,
            part,
            deltas,
            { minibatch, rows: { first: middle, last: to } },
            { first: middle, last: to },
          )
          kernels.compare(
            outputs,
            part,
            deltas,
            { minibatch, rows: { first: from, last: middle } },
            { first: from, last: middle },
          )
        },
        outputsOf(from, to),
      )
      expect(firstDifference(whole, pieces)).toBe(-1)

      const { outputs, part, minibatch, deltas } = stage.plain.views
      const { examples, losses, predictions } = part
      let total = 0
      for (let n = from; n < to; n++) {
        const example = minibatch.order[minibatch.first + n]
        let loss = 0
        let largest = 0
        for (let j = 0; j < columns; j++) {
          const z = outputs.values[indexOf(outputs, n, j)]
          const l = examples.targets.values[indexOf(examples.targets, examples.labels[example], j)]
          const delta = (z - l) * z * (1 - z)
          const found = deltas.values[indexOf(deltas, n, j)]
          if (!within(found, delta, Math.abs(delta), 4))
            throw new Error(`delta ${n}, ${j}: ${found}, not ${delta}`)
          loss += (z - l) ** 2 / 2
          if (z > outputs.values[indexOf(outputs, n, largest)]) largest = j
        }
        for (let j = columns; j < paddedColumns(columns); j++) {
          expect(deltas.values[indexOf(deltas, n, j)]).toBe(0)
        }
        expect(predictions[example]).toBe(largest)
        if (!within(losses[example], loss, loss, columns + 2)) {
          throw new Error(`loss ${n}: ${losses[example]}, not ${loss}`)
        }
        total = Math.fround(total + losses[example])
      }
      expect(totals).toEqual(NAMES.map(() => total))
    })
  })

  test('keeps losses and predictions of some rows, and sums the losses of all', () => {
    sweep(20_000, (rows, columns, random, seed) => {
      const [first, last] = range(random, rows)
      const stage = stageOf(false, rows, columns, seed)
      const compareKeeping = (kept: Range) => {
        const totals: number[] = []
        const words = stage.run(
          (kernels, { outputs, part, minibatch, deltas }) => {
            totals.push(
              kernels.compare(outputs, part, deltas, { minibatch, rows: { first: 0, last: rows } }, kept),
            )
          },
          (views) => [...rowsOf(views.deltas, 0, rows), ...outputsOf(kept.first, kept.last)(views)],
        )
        return { totals, words }
      }
      const all = compareKeeping({ first: 0, last: rows })
      const some = compareKeeping({ first, last })
      expect(some.totals).toEqual(all.totals)
      const { deltas, part, minibatch } = stage.plain.views
      const { losses, predictions } = part
      const same = (view: Float32Array | Uint32Array, at: number) => {
        const word = view.byteOffset / 4 + at
        return all.words[word] === some.words[word]
      }
      expect(deltas.values.every((_, at) => same(deltas.values, at))).toBe(true)
      for (let n = first; n < last; n++) {
        const example = minibatch.order[minibatch.first + n]
        expect([same(losses, example), same(predictions, example)]).toEqual([true, true])
      }
    })
  })

  test.each(NAMES)('%s: a NaN shows in the sum of its rows and in no other row', (name) => {
    for (let columns = 1; columns <= 9; columns++) {
      for (let wrong = 0; wrong < columns; wrong++) {
        const { kernels, views } = stageOf(false, 3, columns, 5)[name]
        const { outputs, part, minibatch, deltas } = views
        const { losses, predictions } = part
        outputs.values[indexOf(outputs, 1, wrong)] = Number.NaN
        expect(
          kernels.compare(
            outputs,
            part,
            deltas,
            { minibatch, rows: { first: 0, last: 3 } },
            { first: 0, last: 3 },
          ),
        ).toBeNaN()
        const [before, ruined, after] = minibatch.order.subarray(minibatch.first)
        expect([losses[before], losses[ruined], losses[after]].map(Number.isFinite)).toEqual([
          true,
          false,
          true,
        ])
        expect(predictions[ruined]).toBeLessThan(columns)
        expect(
          kernels.compare(
            outputs,
            part,
            deltas,
            { minibatch, rows: { first: 2, last: 3 } },
            { first: 2, last: 3 },
          ),
        ).not.toBeNaN()
      }
    }
  })

  test('of the largest outputs that are a number, the first is predicted', () => {
    for (const name of NAMES) {
      const { kernels, views } = stageOf(false, 1, 7, 5)[name]
      const { outputs, part, minibatch, deltas } = views
      const { predictions } = part
      const predict = (...row: number[]) => {
        for (const [j, z] of row.entries()) outputs.values[indexOf(outputs, 0, j)] = z
        kernels.compare(
          outputs,
          part,
          deltas,
          { minibatch, rows: { first: 0, last: 1 } },
          { first: 0, last: 1 },
        )
        return predictions[minibatch.order[minibatch.first]]
      }
      expect(predict(0, 0, 0, 0, 0, 0, 0)).toBe(0)
      expect(predict(0, 0.5, 0, 0, 0.5, 0.5, 0.5)).toBe(1)
      expect(predict(0, 0, 0, 0.25, 0, 0.5, 0.5)).toBe(5)
      expect(predict(Number.NaN, 0.5, 0, 0, 0.75, 0.5, 0.5)).toBe(4)
      expect(predict(...Array<number>(7).fill(Number.NaN))).toBe(0)
      expect(predict(...Array<number>(4).fill(Number.NaN), 0, Number.NaN, Number.NaN)).toBe(4)
    }
  })
})
