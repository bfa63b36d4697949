import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockOf, wholeSum } from './blocks.mjs'

/** Sums over ranks without MPI: threads, with a box of shared memory from each to each. */
const MOST_RANKS = 9
const MOST_WORDS = 90_000
const threads: Worker[] = []
/** Rejects when a thread fails: the others would wait for it. */
let failed: Promise<never>

beforeAll(() => {
  const box = () => ({
    state: new Int32Array(new SharedArrayBuffer(4)).fill(-1),
    content: new Int32Array(new SharedArrayBuffer(4 * MOST_WORDS)),
  })
  const boxes = Array.from({ length: MOST_RANKS }, () => Array.from({ length: MOST_RANKS }, box))
  for (let rank = 0; rank < MOST_RANKS; rank++) {
    threads.push(new Worker(new URL('./link-thread.mjs', import.meta.url), { workerData: { rank, boxes } }))
  }
  failed = new Promise((_, reject) => {
    for (const thread of threads) thread.on('error', reject)
  })
  failed.catch(() => {})
})

afterAll(() => Promise.all(threads.map((thread) => thread.terminate())))

/** What each of so many ranks answers. */
function ask<Answer>(ranks: number, task: object): Promise<Answer[]> {
  const answers = threads.slice(0, ranks).map(
    (thread) =>
      new Promise<Answer>((resolve) => {
        thread.once('message', resolve)
        thread.postMessage({ ...task, ranks })
      }),
  )
  return Promise.race([Promise.all(answers), failed])
}

const bitsOf = (values: Float32Array) => Buffer.from(values.buffer)

const rankCounts = fc.integer({ min: 1, max: MOST_RANKS })
const lengths = fc.oneof(
  fc.integer({ min: 1, max: 3000 }),
  // On both sides of where sums count as long, and of a piece.
  fc.constantFrom(16_383, 16_384, 16_385, 65_536, 65_537, 150_001),
)
const rowCounts = fc.oneof(fc.integer({ min: 1, max: 1100 }), fc.integer({ min: 1, max: 9000 }))

test.each(['sum', 'sumPlainly', 'sumBySlices'])(
  '%s has the bits of one rank',
  { timeout: 120_000 },
  async (way) => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          ranks: rankCounts,
          length: lengths,
          rows: rowCounts,
          kernels: fc.constantFrom('plain', 'simd'),
        }),
        async ({ ranks, length, rows, kernels }) => {
          // Messages of whole parts go into a box; 64 blocks of long parts take a second to make.
          fc.pre((way !== 'sumPlainly' || length <= MOST_WORDS) && (length < 20_000 || rows < 1100))
          const scratchLength = Math.max(1024, length)
          const expected = bitsOf(wholeSum(rows, length))
          const sums = await ask<Float32Array>(ranks, {
            task: 'sum',
            way,
            rows,
            length,
            kernels,
            scratchLength,
          })
          for (const sum of sums) expect(Buffer.compare(bitsOf(sum), expected)).toBe(0)
        },
      ),
      { numRuns: 40 },
    )
  },
)

test('another order of adding the blocks has other bits', () => {
  const [first, second, third] = [0, 1, 2].map((number) => blockOf(number, 100))
  const left = first.map((value, k) => Math.fround(Math.fround(value + second[k]) + third[k]))
  const right = first.map((value, k) => Math.fround(value + Math.fround(second[k] + third[k])))
  expect(left).not.toEqual(right)
})

test('every rank knows what each has', async () => {
  const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: MOST_RANKS })
  await fc.assert(
    fc.asyncProperty(counts, async (counts) => {
      const bounds = [0]
      for (const count of counts) bounds.push(bounds[bounds.length - 1] + count)
      const expected = counts.flatMap((count, rank) =>
        Array.from({ length: count }, (_, k) => 1000 * rank + bounds[rank] + k),
      )
      for (const words of await ask<Int32Array>(counts.length, { task: 'gather', bounds })) {
        expect([...words]).toEqual(expected)
      }
    }),
  )
})
