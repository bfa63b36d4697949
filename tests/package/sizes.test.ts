import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

const ROWS =
  "export { readModel } from 'antigrad/predict'; export { rowFeatures, tableFormOf } from 'antigrad/data'"

/** Bytes, gzipped, of a program for a page that uses some entries of the package, bundled and minified. */
async function sizeOf(program: string): Promise<number> {
  const build = await rolldown({
    input: 'program',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    platform: 'browser',
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? fileURLToPath(new URL('program.js', import.meta.url)) : null),
        load: (id) => (id.endsWith('package/program.js') ? program : null),
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm', minify: true, comments: false })
  await build.close()
  const code = output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('')
  return gzipSync(code, { level: 9 }).length
}

test.each([
  ['a model that is asked', "export { readModel } from 'antigrad/predict'", 7_000],
  ['a model asked with rows', ROWS, 19_000],
  ['training on one thread', "export { Trainer } from 'antigrad'", 40_000],
  ['training with workers', "export { ParallelTrainer } from 'antigrad/parallel'", 45_000],
])('%s takes at most so many bytes, gzipped', async (_, program, most) => {
  const size = await sizeOf(program)
  process.stdout.write(`${program}: ${size} bytes\n`)
  expect(size).toBeGreaterThan(most / 2)
  expect(size).toBeLessThanOrEqual(most)
})
