import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Dataset } from '../dataset.js'
import { between } from '../fixtures/between.js'
import { type Architecture, createArchitecture } from '../network/architecture.js'
import { createRandom } from '../random.js'
import { recipeOf } from '../training/options.js'
import { planTraining } from '../training/plan.js'
import { prepareWorkspace } from '../training/prepare.js'
import { step } from '../training/step.js'
import { Steps } from '../training/steps.js'
import { loadWideKernels } from '../wide.js'
import { Computation } from './computation.js'
import type { Columns, Kernels } from './kernels/kernels.js'
import { allocateShared, kernelsOver } from './memory.js'
import type { Range } from './range.js'
import { capacityOf, overlap, type Slice, type Sorted, wholeSlice, wholeSorted } from './slice.js'
import { allocateParameters, allocateScratch, allocateWorkspace } from './workspace.js'

loadWideKernels()

interface Case {
  readonly sizes: readonly number[]
  readonly rows: number
  readonly form: 'sparse' | 'bytes' | 'floats'
  readonly kernels: Kernels['name']
  readonly seed: number
  /** Where rows, and parameters, are cut, as shares of the whole. */
  readonly cuts: readonly number[]
}

const share = between(0, 1)

const cases: fc.Arbitrary<Case> = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 5 }),
  rows: fc.integer({ min: 1, max: 20 }),
  form: fc.constantFrom('sparse', 'bytes', 'floats'),
  kernels: fc.constantFrom('plain', 'simd', 'wide'),
  seed: fc.integer(),
  cuts: fc.array(share, { maxLength: 4 }),
})

/** A workspace with one minibatch of `rows` examples, scratches for `workers`, and memory for a gradient. */
function prepare({ sizes, rows, form, seed, kernels: name }: Case, workers: number) {
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
  const plan = planTraining(options)
  const { memory, views } = allocateShared(name, (arena) => ({
    workspace: allocateWorkspace(arena, plan),
    scratches: Array.from({ length: workers }, () =>
      allocateScratch(arena, plan, workers === 1 ? capacityOf(rows, inputs, 1) : 0),
    ),
    gradient: allocateParameters(arena, createArchitecture(sizes)),
  }))
  const { workspace, scratches, gradient } = views
  prepareWorkspace(workspace, options)
  const kernels = kernelsOver(memory, name)
  const minibatch = { order: workspace.identity, first: 0, count: rows, epoch: 1 }
  const steps = scratches.map((scratch) => new Steps(recipeOf(options), workspace, scratch))
  for (const of of steps) of.begin(minibatch)
  return {
    workspace,
    steps,
    columns: scratches.map(({ columns }) => columns),
    gradient,
    computations: scratches.map((scratch) => new Computation(workspace, kernels, scratch)),
    minibatch,
    whole: wholeSlice(workspace.architecture),
    sorted: wholeSorted(workspace.architecture, rows, scratches[0].columns),
  }
}

/** Consecutive ranges that make up [0, length), some of them empty, cut at shares of it. */
function ranges(length: number, cuts: readonly number[]): Range[] {
  const ends = [...cuts.map((share) => Math.round(share * length)), length].sort((a, b) => a - b)
  return ends.map((last, n) => ({ first: n === 0 ? 0 : ends[n - 1], last }))
}

/** The same for units: each begins at a multiple of four. */
function unitRanges(units: number, cuts: readonly number[]): Range[] {
  return ranges(Math.ceil(units / 4), cuts).map(({ first, last }) => ({
    first: 4 * first,
    last: Math.min(units, 4 * last),
  }))
}

/** All units of a range of the rows of all layers. */
function sliceOfRows({ layers }: Architecture, range: Range): Slice {
  return layers.map(({ inputs, outputs, firstRow }) => {
    const { first, last } = overlap(range, { first: firstRow, last: firstRow + inputs + 1 })
    return { rows: { first: first - firstRow, last: last - firstRow }, units: { first: 0, last: outputs } }
  })
}

/** Those inputs, sorted into columns. */
function sortedRows({ sizes }: Architecture, range: Range, columns: Columns): Sorted {
  return { columns, inputs: overlap(range, { first: 0, last: sizes[0] }) }
}

/** A whole step on one thread, sorted or not. */
function stepAtOnce(ofCase: Case, sorts: boolean) {
  const { workspace, columns, computations, steps, minibatch, whole } = prepare(ofCase, 1)
  const sorted = sorts ? [{ columns: columns[0], inputs: { first: 0, last: ofCase.sizes[0] } }] : []
  const stepper = { computation: computations[0], steps: steps[0], slice: whole, sorted }
  const loss = step(stepper, workspace.train, minibatch)
  return { workspace, loss }
}

describe('a step', () => {
  test('cut anywhere, by rows and by parameters, gives the bits of the whole', () => {
    fc.assert(
      // Now and then every row is a slice of its own.
      fc.property(cases, fc.boolean(), fc.boolean(), (ofCase, each, sorts) => {
        const once = stepAtOnce(ofCase, !sorts)
        const workers = ofCase.cuts.length + 1
        const { workspace, columns, computations, minibatch } = prepare(ofCase, workers)
        const { architecture } = workspace
        const shards = ranges(ofCase.rows, ofCase.cuts)
        for (const [rank, { first, last }] of shards.entries()) {
          computations[rank].forward(workspace.train, minibatch, first, last)
          computations[rank].compare(workspace.train, minibatch, first, last)
          computations[rank].transpose()
          computations[rank].backward(first, last)
        }
        const rows = each
          ? Array.from({ length: architecture.rows }, (_, row) => ({ first: row, last: row + 1 }))
          : ranges(architecture.rows, ofCase.cuts)
        for (const [n, range] of rows.entries()) {
          const rank = n % workers
          const slice = sliceOfRows(architecture, range)
          const sorted = sorts ? [sortedRows(architecture, range, columns[rank])] : []
          computations[rank].sort(minibatch, 0, ofCase.rows, sorted)
          computations[rank].descend(minibatch, 0, ofCase.rows, slice, sorted)
        }
        expect(workspace.parameters).toEqual(once.workspace.parameters)
        expect(workspace.train.losses).toEqual(once.workspace.train.losses)
        expect(workspace.train.predictions).toEqual(once.workspace.train.predictions)
        const sum = once.workspace.train.losses.reduce((total, value) => Math.fround(total + value), 0)
        expect(once.loss).toBe(sum)
      }),
    )
  })

  test('of sparse examples, its first layer cut by units, gives the bits of the whole', () => {
    const shares = fc.array(share, { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(
        cases,
        fc.integer({ min: 1, max: 150 }),
        shares,
        fc.boolean(),
        (ofCase, units, inputCuts, sorts) => {
          const [inputs, ...rest] = ofCase.sizes
          const sparse: Case = { ...ofCase, form: 'sparse', sizes: [inputs, units, ...rest] }
          const once = stepAtOnce(sparse, !sorts)
          const workers = ofCase.cuts.length + 1
          const { workspace, columns, computations, minibatch, whole } = prepare(sparse, workers)
          // A few bytes may all be lit: then they are dense, whose first layer nobody cuts by units.
          fc.pre(workspace.plan.train.form === 'sparse')
          const unitsOf = unitRanges(units, ofCase.cuts)
          const own = ranges(inputs, inputCuts.slice(0, workers - 1))
          const sorted = sorts ? own.map((inputs, rank) => ({ columns: columns[rank], inputs })) : []
          for (const [rank, computation] of computations.entries())
            computation.forwardFirst(workspace.train, minibatch, 0, ofCase.rows, unitsOf[rank])
          for (const [rank, { first, last }] of ranges(ofCase.rows, ofCase.cuts).entries()) {
            computations[rank].forwardRest(minibatch, first, last)
            computations[rank].compare(workspace.train, minibatch, first, last)
            computations[rank].transpose()
            computations[rank].backward(first, last)
            computations[rank].sort(minibatch, 0, ofCase.rows, sorted)
          }
          for (const [rank, computation] of computations.entries()) {
            const slice = whole.map(({ rows, units }, l) =>
              l === 0
                ? { rows, units: unitsOf[rank] }
                : { rows: rank === 0 ? rows : { first: 0, last: 0 }, units },
            )
            computation.descend(minibatch, 0, ofCase.rows, slice, sorted)
          }
          expect(workspace.parameters).toEqual(once.workspace.parameters)
          expect(workspace.train.losses).toEqual(once.workspace.train.losses)
        },
      ),
    )
  })

  test('is the gradient, kept apart, and then a descent along it', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), (ofCase, sorts) => {
        const fused = stepAtOnce(ofCase, sorts)
        const { workspace, gradient, computations, minibatch, whole, sorted } = prepare(ofCase, 1)
        const [computation] = computations
        const before = workspace.parameters.slice()
        computation.forward(workspace.train, minibatch, 0, ofCase.rows)
        computation.compare(workspace.train, minibatch, 0, ofCase.rows)
        computation.transpose()
        computation.backward(0, ofCase.rows)
        computation.sort(minibatch, 0, ofCase.rows, sorted)
        computation.gradient(minibatch, 0, ofCase.rows, whole, sorted, gradient.layers)
        expect(workspace.parameters).toEqual(before)
        const rate = Math.fround(0.7 / ofCase.rows)
        const after = before.map((value, k) => value - Math.fround(rate * gradient.values[k]))
        expect(after).toEqual(fused.workspace.parameters)
      }),
    )
  })

  test('of a slice changes the rows of that slice alone', () => {
    fc.assert(
      fc.property(cases, fc.nat(), fc.nat(), fc.boolean(), (ofCase, a, b, sorts) => {
        const { workspace, columns, computations, minibatch } = prepare(ofCase, 1)
        const { architecture } = workspace
        const [first, last] = [a, b].map((n) => n % (architecture.rows + 1)).sort((x, y) => x - y)
        const [computation] = computations
        computation.forward(workspace.train, minibatch, 0, ofCase.rows)
        computation.compare(workspace.train, minibatch, 0, ofCase.rows)
        computation.transpose()
        computation.backward(0, ofCase.rows)
        const before = workspace.parameters.slice()
        const slice = sliceOfRows(architecture, { first, last })
        const sorted = sorts ? [sortedRows(architecture, { first, last }, columns[0])] : []
        computation.sort(minibatch, 0, ofCase.rows, sorted)
        computation.descend(minibatch, 0, ofCase.rows, slice, sorted)
        for (const [l, layer] of workspace.layers.entries()) {
          const { firstRow, offset } = architecture.layers[l]
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

test('a step whose loss is not finite leaves the parameters as they were', () => {
  const ofCase: Case = { sizes: [4, 3, 2], rows: 3, form: 'sparse', kernels: 'simd', seed: 1, cuts: [] }
  const { workspace, computations, steps, minibatch, whole, sorted } = prepare(ofCase, 1)
  workspace.train.examples.targets.values.fill(Number.POSITIVE_INFINITY)
  const before = workspace.parameters.slice()
  const stepper = { computation: computations[0], steps: steps[0], slice: whole, sorted }
  expect(step(stepper, workspace.train, minibatch)).toBe(Number.POSITIVE_INFINITY)
  expect(workspace.parameters).toEqual(before)
})

/** The row of the element at `at`, by the layout of matrix.ts. */
function rowAt({ rows, columns }: { rows: number; columns: number }, at: number): number {
  const panel = Math.floor(at / (64 * rows))
  const width = Math.min(64, 4 * Math.ceil(columns / 4) - 64 * panel)
  return Math.floor((at - panel * 64 * rows) / width)
}
