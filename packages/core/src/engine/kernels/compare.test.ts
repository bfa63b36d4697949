// The heads: z, ∂ε/∂q, ε and the largest output of a row.
import { describe, expect, test } from 'vitest'
import type { Dataset } from '../../dataset.js'
import { HEADS, type Head } from '../../network/head.js'
import { indexOf, type Matrix, paddedColumns } from '../../network/matrix.js'
import { createRandom, type Random } from '../../random.js'
import { allocatePart, planExamples, storeExamples } from '../examples.js'
import type { Range } from '../range.js'
import { exactRow } from './fixtures/exact-row.js'
import {
  fillOrder,
  firstDifference,
  NAMES,
  placeMatrix,
  placeOutput,
  range,
  rowsOf,
  SIZES,
  Stage,
} from './fixtures/stage.js'
import type { Kernels } from './kernels.js'
import { sigmoid } from './plain/sigmoid.js'

/** What rows are compared with: classes, or numbers, with a weight for each example or without. */
interface Targets {
  readonly classes: boolean
  readonly weighted: boolean
}

const TARGETS: readonly Targets[] = [
  { classes: true, weighted: false },
  { classes: false, weighted: false },
  { classes: true, weighted: true },
  { classes: false, weighted: true },
]

/** Preactivations near 0, where learning is; now and then far from it, or alike. */
function preactivation(random: Random): number {
  return random.integer(8) === 0
    ? [0, -0, 1, 30, -30, 100, -100, 1e4, -1e4, 2 ** -149, -1e-40, 1e-20][random.integer(12)]
    : Math.fround(12 * random.uniform() - 6)
}

/** A target that is not of a class: weights and smoothing of classes, some of several labels at once, any number. */
function target(head: Head, random: Random): number {
  if (random.integer(4) === 0) return random.integer(2)
  if (head === 'linear-squared' || head === 'huber') return Math.fround(8 * random.uniform() - 4)
  return Math.fround((head === 'softmax-cross-entropy' ? 2 : 1) * random.uniform())
}

function stageOf(head: Head, { classes, weighted }: Targets, rows: number, outputs: number, seed: number) {
  return new Stage(seed, (arena, random) => {
    const count = rows + random.integer(4)
    const dataset: Dataset = {
      name: 'random',
      count,
      inputs: 1,
      outputs,
      features: new Float32Array(count),
      classes: [],
      ...(classes
        ? { labels: new Uint32Array(count).map(() => random.integer(outputs)) }
        : { targets: new Float32Array(count * outputs).map(() => target(head, random)) }),
    }
    const part = allocatePart(arena, { ...planExamples(dataset, 'floats'), weighted })
    part.examples.targets.values.fill(0)
    storeExamples(part.examples, dataset)
    part.losses.fill(7)
    part.predictions.fill(7)
    for (let n = 0; n < part.weights.length; n++) part.weights[n] = [0, 1, random.uniform()][n % 3]
    // Where all are equal the first is the largest.
    const equal = random.integer(4) === 0
    const same = preactivation(random)
    return {
      part,
      minibatch: {
        order: fillOrder(arena.uint32(count), random),
        first: random.integer(count - rows + 1),
        count: rows,
      },
      outputs: placeMatrix(arena, rows, outputs, () => (equal ? same : preactivation(random))),
      deltas: placeOutput(arena, rows, outputs),
    }
  })
}

type Views = ReturnType<typeof stageOf>['plain']['views']

/** Compares some rows, and keeps them all unless said otherwise. */
function compareRows(kernels: Kernels, views: Views, head: Head, rows: Range, kept: Range = rows): number {
  const { outputs, part, minibatch, deltas } = views
  return kernels.compare(outputs, part, deltas, { minibatch, rows }, kept, head)
}

/** What of the memory comparing rows [from, to) writes. */
function writtenOf(from: number, to: number, kept: Range = { first: from, last: to }) {
  return ({ outputs, deltas, part, minibatch }: Views) => {
    const spans = [...rowsOf(outputs, from, to), ...rowsOf(deltas, from, to)]
    for (let n = kept.first; n < kept.last; n++) {
      const first = minibatch.order[minibatch.first + n]
      spans.push(
        { view: part.losses, first, last: first + 1 },
        { view: part.predictions, first, last: first + 1 },
      )
    }
    return spans
  }
}

/** The numbers of a row, without its padding. */
function rowOf(matrix: Matrix, n: number): number[] {
  return Array.from({ length: matrix.columns }, (_, j) => matrix.values[indexOf(matrix, n, j)])
}

/** Calls `check` for 1 to 70 outputs of some rows, and for many rows. */
function sweep(check: (rows: number, columns: number, random: Random, seed: number) => void): void {
  const random = createRandom(2, 0)
  let seed = 0
  const sizes = Array.from({ length: 70 }, (_, columns) => [1 + random.integer(9), columns + 1])
  for (const rows of SIZES) sizes.push([rows, 1 + random.integer(12)])
  for (const [rows, columns] of sizes) {
    try {
      check(rows, columns, random, ++seed)
    } catch (error) {
      throw new Error(`${rows} × ${columns}`, { cause: error })
    }
  }
}

function expectNear(found: number, exact: number, size: number, what: string): void {
  if (!(Math.abs(found - exact) <= 1e-6 * Math.max(size, 1))) {
    throw new Error(`${what}: ${found}, not ${exact}`)
  }
}

describe.each(HEADS)('%s', (head) => {
  test.each(TARGETS)('rows and outputs of every size, with %o', (targets) => {
    sweep((rows, columns, random, seed) => {
      const [from, to] = range(random, rows)
      const middle = from + random.integer(to - from + 1)
      const stage = stageOf(head, targets, rows, columns, seed)
      const { outputs, part, minibatch, deltas } = stage.plain.views
      const preactivations = Array.from({ length: rows }, (_, n) => rowOf(outputs, n))
      const pieces = stage.run(
        (kernels, views) => {
          compareRows(kernels, views, head, { first: middle, last: to })
          compareRows(kernels, views, head, { first: from, last: middle })
        },
        writtenOf(from, to),
      )
      const totals: number[] = []
      const whole = stage.run(
        (kernels, views) => {
          totals.push(compareRows(kernels, views, head, { first: from, last: to }))
        },
        writtenOf(from, to),
      )
      expect(firstDifference(whole, pieces)).toBe(-1)

      const { examples, losses, predictions, weights } = part
      let total = 0
      for (let n = from; n < to; n++) {
        const example = minibatch.order[minibatch.first + n]
        const weight = targets.weighted ? weights[example] : 1
        const exact = exactRow(head, preactivations[n], rowOf(examples.targets, examples.labels[example]))
        const z = rowOf(outputs, n)
        for (const [j, found] of rowOf(deltas, n).entries()) {
          const size = Math.abs(exact.z[j])
          expectNear(z[j], exact.z[j], size, `z ${n}, ${j}`)
          expectNear(found, weight * exact.deltas[j], size + exact.targetSum, `delta ${n}, ${j}`)
        }
        for (let j = columns; j < paddedColumns(columns); j++) {
          const at = indexOf(deltas, n, j)
          expect([outputs.values[at], deltas.values[at]]).toEqual([0, 0])
        }
        expect(predictions[example]).toBe(z.indexOf(Math.max(...z)))
        expectNear(losses[example], weight * exact.loss, exact.size, `loss ${n}`)
        total = Math.fround(total + losses[example])
      }
      expect(totals).toEqual(NAMES.map(() => total))
    })
  })

  test('a weight multiplies the loss and the deltas of its row', () => {
    sweep((rows, columns, _, seed) => {
      const all = { first: 0, last: rows }
      const weighted = stageOf(head, { classes: true, weighted: true }, rows, columns, seed)
      const { part, deltas, outputs, minibatch } = weighted.plain.views
      const run = () =>
        weighted.run(
          (kernels, views) => {
            compareRows(kernels, views, head, all)
          },
          writtenOf(0, rows),
        )
      run()
      const found = Array.from({ length: rows }, (_, n) => rowOf(deltas, n))
      const losses = part.losses.slice()
      const z = outputs.values.slice()
      const { weights } = part
      // The same rows without weights: the kernels find none where their address is 0.
      const unweighted = { ...part, weights: new Float32Array(0) }
      weighted.plain.words.set(weighted.plain.before)
      weighted.plain.kernels.compare(outputs, unweighted, deltas, { minibatch, rows: all }, all, head)
      for (let n = 0; n < rows; n++) {
        const example = minibatch.order[minibatch.first + n]
        expect(losses[example]).toBe(Math.fround(part.losses[example] * weights[example]))
        expect(found[n]).toEqual(rowOf(deltas, n).map((delta) => Math.fround(delta * weights[example])))
      }
      expect(outputs.values).toEqual(z)
    })
  })

  test('keeps losses and predictions of some rows, and sums the losses of all', () => {
    sweep((rows, columns, random, seed) => {
      const [first, last] = range(random, rows)
      const stage = stageOf(head, TARGETS[seed % 4], rows, columns, seed)
      const compareKeeping = (kept: Range) => {
        const totals: number[] = []
        const words = stage.run(
          (kernels, views) => {
            totals.push(compareRows(kernels, views, head, { first: 0, last: rows }, kept))
          },
          writtenOf(0, rows, kept),
        )
        return { totals, words }
      }
      const all = compareKeeping({ first: 0, last: rows })
      const some = compareKeeping({ first, last })
      expect(some.totals).toEqual(all.totals)
      const { deltas, outputs, part, minibatch } = stage.plain.views
      const same = (view: Float32Array | Uint32Array, at: number) => {
        const word = view.byteOffset / 4 + at
        return all.words[word] === some.words[word]
      }
      for (const { values } of [deltas, outputs]) {
        expect(values.every((_, at) => same(values, at))).toBe(true)
      }
      for (let n = first; n < last; n++) {
        const example = minibatch.order[minibatch.first + n]
        expect([same(part.losses, example), same(part.predictions, example)]).toEqual([true, true])
      }
    })
  })

  test('the deltas are the slopes of the loss', () => {
    const random = createRandom(5, 0)
    const step = 1e-5
    for (let seed = 1; seed <= 60; seed++) {
      const { kernels, views } = stageOf(head, TARGETS[seed % 2], 1, 1 + random.integer(12), seed).wide
      const { outputs, deltas, part, minibatch } = views
      for (let j = 0; j < outputs.columns; j++) {
        outputs.values[indexOf(outputs, 0, j)] = 6 * random.uniform() - 3
      }
      const q = rowOf(outputs, 0)
      const { examples } = part
      const targets = rowOf(examples.targets, examples.labels[minibatch.order[minibatch.first]])
      compareRows(kernels, views, head, { first: 0, last: 1 })
      for (const [j, delta] of rowOf(deltas, 0).entries()) {
        // Huber's loss has no second derivative there.
        if (head === 'huber' && Math.abs(Math.abs(q[j] - targets[j]) - 1) < 2 * step) continue
        const moved = (by: number) => exactRow(head, q.with(j, q[j] + by), targets).loss
        const slope = (moved(step) - moved(-step)) / (2 * step)
        expectNear(delta, slope, 4, `delta ${j}`)
      }
    }
  })

  test.each(NAMES)('%s: what is not finite shows in the sum of its rows and in no other row', (name) => {
    // σ(±∞) is 1 and 0.
    const wrongs = head === 'squared' ? [Number.NaN] : [Number.NaN, Infinity, -Infinity]
    for (const value of wrongs) {
      for (let columns = 1; columns <= 9; columns++) {
        for (let wrong = 0; wrong < columns; wrong++) {
          const { kernels, views } = stageOf(head, TARGETS[wrong % 4], 3, columns, 5)[name]
          const { outputs, part, minibatch } = views
          part.weights.fill(0.5)
          outputs.values[indexOf(outputs, 1, wrong)] = value
          expect(Number.isFinite(compareRows(kernels, views, head, { first: 0, last: 3 }))).toBe(false)
          const [before, ruined, after] = minibatch.order.subarray(minibatch.first)
          expect([before, ruined, after].map((n) => Number.isFinite(part.losses[n]))).toEqual([
            true,
            false,
            true,
          ])
          expect(part.predictions[ruined]).toBeLessThan(columns)
        }
      }
    }
  })

  test('of the largest outputs that are a number, the first is predicted', () => {
    for (const name of NAMES) {
      const { kernels, views } = stageOf(head, TARGETS[0], 1, 7, 5)[name]
      const { outputs, part, minibatch } = views
      const predict = (...row: number[]) => {
        for (const [j, q] of row.entries()) outputs.values[indexOf(outputs, 0, j)] = q
        compareRows(kernels, views, head, { first: 0, last: 1 })
        return part.predictions[minibatch.order[minibatch.first]]
      }
      expect(predict(0, 0, 0, 0, 0, 0, 0)).toBe(0)
      expect(predict(0, 0.5, 0, 0, 0.5, 0.5, 0.5)).toBe(1)
      expect(predict(-9, -8, -7, -5, -7, -4, -4)).toBe(5)
      expect(predict(...Array<number>(7).fill(Number.NaN))).toBe(0)
      if (head === 'softmax-cross-entropy') continue
      expect(predict(Number.NaN, 0.5, 0, 0, 0.75, 0.5, 0.5)).toBe(4)
      expect(predict(...Array<number>(4).fill(Number.NaN), -3, Number.NaN, Number.NaN)).toBe(4)
    }
  })
})

describe('far from 0', () => {
  /** z, ∂ε/∂q and ε of one row that is compared with one class. */
  const row = (name: Kernels['name'], head: Head, label: number, ...q: number[]) => {
    const { kernels, views } = stageOf(head, TARGETS[0], 1, q.length, 1)[name]
    const { outputs, deltas, part, minibatch } = views
    const example = minibatch.order[minibatch.first]
    part.examples.labels[example] = label
    for (const [j, value] of q.entries()) outputs.values[indexOf(outputs, 0, j)] = value
    const loss = compareRows(kernels, views, head, { first: 0, last: 1 })
    return { z: rowOf(outputs, 0), deltas: rowOf(deltas, 0), loss }
  }

  test.each(NAMES)('%s: each head has its exact limits', (name) => {
    const of = row.bind(undefined, name)
    expect(of('softmax-cross-entropy', 0, 1e4, -1e4, 0)).toEqual({ z: [1, 0, 0], deltas: [0, 0, 0], loss: 0 })
    expect(of('softmax-cross-entropy', 1, 1e4, -1e4, 0)).toEqual({
      z: [1, 0, 0],
      deltas: [1, -1, 0],
      loss: 2e4,
    })
    expect(of('softmax-cross-entropy', 0, 1e30, 1e30)).toEqual({
      z: [0.5, 0.5],
      deltas: [-0.5, 0.5],
      loss: Math.fround(Math.LN2),
    })
    expect(of('softmax-cross-entropy', 0, -1e4)).toEqual({ z: [1], deltas: [0], loss: 0 })
    expect(of('sigmoid-cross-entropy', 0, 1e4, -1e4)).toEqual({ z: [1, 0], deltas: [0, 0], loss: 0 })
    expect(of('sigmoid-cross-entropy', 1, 1e4, -1e4)).toEqual({ z: [1, 0], deltas: [1, -1], loss: 2e4 })
    expect(of('sigmoid-cross-entropy', 0, 100, -100).loss).toBeCloseTo(0, 40)
    expect(of('sigmoid-cross-entropy', 1, 100, -100).loss).toBe(200)
    expect(of('squared', 0, 1e4, -1e4)).toEqual({ z: [1, 0], deltas: [0, 0], loss: 0 })
    expect(of('squared', 1, 1e4, -1e4)).toEqual({ z: [1, 0], deltas: [0, -0], loss: 1 })
    expect(of('huber', 0, 1e4, -1e4)).toEqual({ z: [1e4, -1e4], deltas: [1, -1], loss: 19_998 })
    expect(of('linear-squared', 0, 101, -100)).toEqual({ z: [101, -100], deltas: [100, -100], loss: 1e4 })
  })

  test.each(NAMES)('%s: a small loss keeps its digits', (name) => {
    for (const q of [5, 10, 15, 20, 40]) {
      const { loss } = row(name, 'sigmoid-cross-entropy', 0, q)
      const exact = Math.log1p(Math.exp(-q))
      expect(Math.abs(loss / exact - 1)).toBeLessThan(4e-7)
    }
  })
})

test('the outputs of the squares are the sigmoid to the bit', () => {
  const stage = stageOf('squared', TARGETS[0], 20, 70, 3)
  const { outputs } = stage.plain.views
  const expected = Array.from({ length: 20 }, (_, n) => rowOf(outputs, n).map(sigmoid))
  stage.run(
    (kernels, views) => {
      compareRows(kernels, views, 'squared', { first: 0, last: 20 })
    },
    writtenOf(0, 20),
  )
  expect(Array.from({ length: 20 }, (_, n) => rowOf(outputs, n))).toEqual(expected)
})
