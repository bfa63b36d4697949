import { test } from 'vitest'
import { indexOf } from '../../network/matrix.js'
import { createRandom } from '../../random.js'
import { combinations, type Kind, number, placeMatrix, range, rowsOf, Stage } from './fixtures/stage.js'

const { fround } = Math

/** The order that the contract names. */
const PAIRS: Record<number, (p: number[]) => number> = {
  2: ([a, b]) => fround(a + b),
  4: ([a, b, c, d]) => fround(fround(a + b) + fround(c + d)),
  8: ([a, b, c, d, ...rest]) => fround(PAIRS[4]([a, b, c, d]) + PAIRS[4](rest)),
}

test.each([2, 4, 8])(
  'pairwiseSum of %d parts: rows and columns of every size, into one of them too',
  (count) => {
    const random = createRandom(count, 0)
    for (const kind of ['random', 'edges'] as Kind[]) {
      for (const [seed, [rows, columns]] of combinations(2, random, 6000).entries()) {
        const [from, to] = range(random, rows)
        const inPlace = random.integer(2) === 0
        const stage = new Stage(seed, (arena, random) => {
          const part = () =>
            placeMatrix(arena, rows, columns, (n) =>
              from <= n && n < to ? number(random, kind) : Number.NaN,
            )
          const parts = Array.from({ length: count }, part)
          return { parts, out: inPlace ? parts[0] : part() }
        })
        const before = stage.plain.views.parts.map(({ values }) => values.slice())
        stage.run(
          (kernels, { parts, out }) => kernels.pairwiseSum(parts, out, { rows: { first: from, last: to } }),
          ({ out }) => rowsOf(out, from, to),
        )
        const { out } = stage.plain.views
        for (let n = from; n < to; n++) {
          for (let j = 0; j < columns; j++) {
            const at = indexOf(out, n, j)
            const expected = PAIRS[count](before.map((part) => part[at]))
            if (!Object.is(out.values[at], expected))
              throw new Error(
                `${rows} × ${columns} at [${n}, ${j}]: ${expected} came out as ${out.values[at]}`,
              )
          }
        }
      }
    }
  },
)
