import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Arena } from './arena.js'
import { Computation, type Slice, step, stepRate } from './computation.js'
import type { Dataset } from './dataset.js'
import { allocate, bufferOf, kernelsOver } from './memory.js'
import { createRandom } from './random.js'
import { planTraining, prepareWorkspace } from './trainer.js'
import { placeWorkspace, workspaceBytes } from './workspace.js'

interface Case {
  readonly sizes: readonly number[]
  readonly rows: number
  readonly form: 'sparse' | 'bytes' | 'floats'
  readonly kernels: 'plain' | 'simd'
  readonly seed: number
  /** Where rows, and parameters, are cut, as shares of the whole. */
  readonly cuts: readonly number[]
}

const cases: fc.Arbitrary<Case> = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 5 }),
  rows: fc.integer({ min: 1, max: 20 }),
  form: fc.constantFrom('sparse', 'bytes', 'floats'),
  kernels: fc.constantFrom('plain', 'simd'),
  seed: fc.integer(),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
})

/** A workspace with one minibatch of `rows` examples, for `workers`. */
function prepare({ sizes, rows, form, seed, kernels: name }: Case, workers: number, gradients: boolean) {
  const random = createRandom(seed, 0)
  const [inputs, outputs] = [sizes[0], sizes[sizes.length - 1]]
  const lit = form === 'sparse' ? 0.3 : 0.95
  const values = Uint8Array.from({ length: rows * inputs }, () =>
    random.uniform() < lit ? 1 + random.integer(255) : 0,
  )
  const part: Dataset = {
    name: form,
    count: rows,
    inputs,
    outputs,
    features: form === 'floats' ? Float32Array.from(values, (byte) => byte / 100 - 1) : values,
    labels: new Uint32Array(rows).map(() => random.integer(outputs)),
    classes: [],
  }
  const dataset = { train: part, test: part }
  const options = { dataset, hidden: sizes.slice(1, -1), batchSize: rows, learningRate: 0.7, seed }
  const plan = planTraining(options, workers, gradients)
  const memory = allocate(workspaceBytes(plan), name)
  const workspace = placeWorkspace(new Arena(bufferOf(memory)), plan)
  prepareWorkspace(workspace, options)
  const kernels = kernelsOver(memory)
  return {
    workspace,
    computations: Array.from({ length: workers }, (_, rank) => new Computation(workspace, kernels, rank)),
    minibatch: { order: workspace.identity, first: 0, count: rows },
    all: { first: 0, last: workspace.architecture.rows },
  }
}

/** Consecutive ranges that make up [0, length), some of them empty, cut at shares of it. */
function ranges(length: number, cuts: readonly number[]): Slice[] {
  const ends = [...cuts.map((share) => Math.round(share * length)), length].sort((a, b) => a - b)
  return ends.map((last, n) => ({ first: n === 0 ? 0 : ends[n - 1], last }))
}

describe('a step', () => {
  test('cut anywhere, by rows and by parameters, gives the bits of the whole', () => {
    fc.assert(
      // Now and then every row is a slice of its own.
      fc.property(cases, fc.boolean(), (ofCase, each) => {
        const whole = prepare(ofCase, 1, false)
        const loss = step(whole.computations[0], whole.workspace.train, whole.minibatch, whole.all, 0.7)

        const workers = ofCase.cuts.length + 1
        const { workspace, computations, minibatch, all } = prepare(ofCase, workers, false)
        const shards = ranges(ofCase.rows, ofCase.cuts)
        for (const [rank, { first, last }] of shards.entries()) {
          computations[rank].forward(workspace.train, minibatch, first, last)
          computations[rank].compare(workspace.train, minibatch, first, last)
          computations[rank].backward(first, last)
        }
        const slices = each
          ? Array.from({ length: all.last }, (_, row) => ({ first: row, last: row + 1 }))
          : ranges(all.last, ofCase.cuts)
        for (const [n, slice] of slices.entries()) {
          const computation = computations[n % workers]
          computation.sort(minibatch, 0, ofCase.rows, slice)
          computation.descend(0, ofCase.rows, slice, stepRate(0.7, ofCase.rows))
        }
        expect(workspace.parameters).toEqual(whole.workspace.parameters)
        expect(workspace.train.losses).toEqual(whole.workspace.train.losses)
        expect(workspace.train.predictions).toEqual(whole.workspace.train.predictions)
        const sum = whole.workspace.train.losses.reduce((total, value) => Math.fround(total + value), 0)
        expect(loss).toBe(sum)
      }),
    )
  })

  test('is the gradient, kept apart, and then a descent along it', () => {
    fc.assert(
      fc.property(cases, (ofCase) => {
        const fused = prepare(ofCase, 1, false)
        step(fused.computations[0], fused.workspace.train, fused.minibatch, fused.all, 0.7)

        const { workspace, computations, minibatch, all } = prepare(ofCase, 1, true)
        const [computation] = computations
        const before = workspace.parameters.slice()
        computation.forward(workspace.train, minibatch, 0, ofCase.rows)
        computation.compare(workspace.train, minibatch, 0, ofCase.rows)
        computation.backward(0, ofCase.rows)
        computation.sort(minibatch, 0, ofCase.rows, all)
        computation.gradient(0, ofCase.rows, all)
        expect(workspace.parameters).toEqual(before)
        const rate = stepRate(0.7, ofCase.rows)
        const { gradient } = workspace.workers[0]
        const after = before.map((value, k) => value - Math.fround(rate * gradient[k]))
        expect(after).toEqual(fused.workspace.parameters)
      }),
    )
  })

  test('of a slice changes the rows of that slice alone', () => {
    fc.assert(
      fc.property(cases, fc.nat(), fc.nat(), (ofCase, a, b) => {
        const { workspace, computations, minibatch, all } = prepare(ofCase, 1, false)
        const [first, last] = [a % (all.last + 1), b % (all.last + 1)].sort((x, y) => x - y)
        const [computation] = computations
        computation.forward(workspace.train, minibatch, 0, ofCase.rows)
        computation.compare(workspace.train, minibatch, 0, ofCase.rows)
        computation.backward(0, ofCase.rows)
        const before = workspace.parameters.slice()
        computation.sort(minibatch, 0, ofCase.rows, { first, last })
        computation.descend(0, ofCase.rows, { first, last }, 1)
        for (const [l, layer] of workspace.layers.entries()) {
          const { firstRow, offset } = workspace.architecture.layers[l]
          for (let at = 0; at < layer.values.length; at++) {
            const row = firstRow + rowAt(layer, at)
            if ((row < first || row >= last) && layer.values[at] !== before[offset + at]) {
              throw new Error(`row ${row} changed`)
            }
          }
        }
      }),
    )
  })
})

/** The row of the element at `at`, by the layout of matrix.ts. */
function rowAt({ rows, columns }: { rows: number; columns: number }, at: number): number {
  const panel = Math.floor(at / (48 * rows))
  const width = Math.min(48, 4 * Math.ceil(columns / 4) - 48 * panel)
  return Math.floor((at - panel * 48 * rows) / width)
}

test('stepRate is η / m as a float32', () => {
  expect(stepRate(0.1, 1)).toBe(Math.fround(0.1))
  expect(stepRate(3, 10)).toBe(Math.fround(0.3))
})
