import { expect, test } from 'vitest'
import { createRandom, type Random } from '../../random.js'
import { allocateLit, type Lit } from '../lit.js'
import {
  combinations,
  firstDifference,
  type Kind,
  number,
  placeBlockSums,
  placeMatrix,
  placeOutput,
  placeUpdateOf,
  range,
  rowsOf,
  Stage,
} from './fixtures/stage.js'
import type { Kernels, LitKernels } from './kernels.js'

/** Kernels that leave out nothing; and those that leave zeros out, where there are any: all others are their readable twins. */
const all = (kernels: Kernels): Kernels => kernels
const withoutZeros = (kernels: Kernels): LitKernels | Kernels => kernels.lit ?? kernels

const KINDS: readonly Kind[] = ['random', 'edges']
const MOST = 60_000

/** Numbers of which some are lit: none, few, half or all; of the others each second is −0. */
function sparsely(random: Random, kind: Kind): () => number {
  const share = [0, 0.1, 0.5, 1][random.integer(4)]
  return () => (random.uniform() < share ? number(random, kind) : random.integer(2) === 0 ? 0 : -0)
}

/** Calls `check` with every size in every role, for both kinds of numbers. */
function sweep(check: (sizes: readonly number[], kind: Kind, seed: number) => void): void {
  const random = createRandom(3, 1)
  let seed = 0
  for (const kind of KINDS) {
    for (const sizes of combinations(3, random, MOST)) {
      try {
        check(sizes, kind, ++seed)
      } catch (error) {
        throw new Error(`${sizes.join(' × ')}, ${kind}`, { cause: error })
      }
    }
  }
}

/** A call with its scratch, which is no output: it ends as it began. */
function withLit({ bits, sums }: Lit, call: () => void): void {
  call()
  bits.fill(0)
  sums.fill(0)
}

test.each([
  ['with biases', 1],
  ['without', 0],
])(
  'a product with zeros left out, %s: the bits of product, for rows and inputs and columns of every size',
  (_, biased) => {
    sweep(([rows, inputs, columns], kind, seed) => {
      const random = createRandom(seed, 1)
      const [from, to] = range(random, rows)
      const middle = from + random.integer(to - from + 1)
      const stage = new Stage(seed, (arena, random) => {
        const value = sparsely(random, kind)
        const lit = allocateLit(arena, inputs, rows, 1)
        withLit(lit, () => {})
        return {
          // What lies elsewhere cannot matter.
          inputs: placeMatrix(arena, rows, inputs, (n) => (from <= n && n < to ? value() : Number.NaN)),
          weights: placeMatrix(arena, inputs + biased, columns, () => number(random, kind)),
          out: placeOutput(arena, rows, columns),
          lit,
        }
      })
      type Views = typeof stage.plain.views
      const run = (call: (kernels: Kernels, views: Views, from: number, to: number) => void): Uint32Array =>
        stage.run(
          (kernels, views) =>
            withLit(views.lit, () => {
              call(kernels, views, middle, to)
              call(kernels, views, from, middle)
            }),
          ({ out }) => rowsOf(out, from, to),
        )
      const product = (of: (kernels: Kernels) => LitKernels | Kernels): Uint32Array =>
        run((kernels, { inputs, weights, out, lit }, first, last) => {
          const region = { rows: { first, last }, inputs: { first: 0, last: inputs.columns } }
          of(kernels).product(inputs, weights, out, region, lit)
        })
      expect(firstDifference(product(all), product(withoutZeros))).toBe(-1)
    })
  },
)

test.each(['store', 0, 0.3] as const)(
  'a gradient with zeros left out, at rate %s: the bits of gradient, for rows and inputs and columns of every size, in blocks or not',
  (rate) => {
    sweep(([rows, inputs, columns], kind, seed) => {
      const random = createRandom(seed, 1)
      const [from, to] = range(random, rows)
      const [first, last] = range(random, inputs)
      // At most 64 blocks.
      const size = Math.max(Math.ceil(rows / 64), 1 + random.integer(rows))
      const inBlocks = random.integer(2) === 0
      const stage = new Stage(seed, (arena, random) => {
        const value = sparsely(random, kind)
        const isSummed = (n: number): boolean => from <= n && n < to
        const blockSums = placeBlockSums(arena)
        // Whatever the size of blocks: 64 of them.
        const lit = allocateLit(arena, inputs, rows, 64 * 128)
        withLit(lit, () => {})
        return {
          inputs: placeMatrix(arena, rows, inputs, (n) => (isSummed(n) ? value() : Number.NaN)),
          deltas: placeMatrix(arena, rows, columns, (n) => (isSummed(n) ? number(random, kind) : Number.NaN)),
          out: placeMatrix(arena, inputs + 1, columns, () => number(random, kind)),
          update: placeUpdateOf(arena, rate === 'store' ? rate : Math.fround(rate)),
          blockSums,
          lit,
        }
      })
      const run = (of: (kernels: Kernels) => LitKernels | Kernels): Uint32Array =>
        stage.run(
          (kernels, { inputs, deltas, out, update, blockSums, lit }) => {
            const blocks = inBlocks ? { rows: size, sums: blockSums } : undefined
            const region = { rows: { first: from, last: to }, inputs: { first, last }, blocks }
            withLit(lit, () => of(kernels).gradient(inputs, deltas, out, region, update, lit))
            for (const view of [blockSums.sums, blockSums.edges, blockSums.matrix]) view.fill(0)
          },
          ({ out }) => rowsOf(out, first, last),
        )
      expect(firstDifference(run(all), run(withoutZeros))).toBe(-1)
    })
  },
)
