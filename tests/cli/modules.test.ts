import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { run } from './command.js'
import { scratchFolder } from './small-digits.js'

const scratch = scratchFolder()

/** Addresses of the modules of each thread of a default run, the main thread's first. */
let threads: string[][]

beforeAll(async () => {
  const coverage = join(scratch, 'coverage')
  const { code, stderr } = await run(['train', '--epochs', '1', '--threads', '2'], {
    cwd: scratch,
    env: { NODE_V8_COVERAGE: coverage },
  })
  expect(stderr).toMatch(/epoch/)
  expect(code).toBe(0)
  threads = readdirSync(coverage)
    .map((file) => modulesIn(join(coverage, file)))
    .sort((a, b) => b.length - a.length)
}, 60_000)

/** Those that are files, in the coverage that V8 writes of a thread. */
function modulesIn(file: string): string[] {
  const { result } = JSON.parse(readFileSync(file, 'utf8'))
  return result.flatMap(({ url }: { url: string }) => (url.startsWith('file:') ? [url] : []))
}

// Each takes half a millisecond on Node 20: docs/decisions/0027-bundled-for-node.md.
test('loads few modules: the main thread at most 160, a worker at most 5', () => {
  const [main, ...workers] = threads.map((modules) => modules.length)
  expect(main).toBeLessThanOrEqual(160)
  expect(workers).toHaveLength(2)
  expect(Math.max(...workers)).toBeLessThanOrEqual(5)
})

test.each([
  '/report/',
  '/runs/',
  '/lecture/',
  '/formats/',
  '/d3-',
  '/fast-png/',
  '/jpeg-js/',
  '/hyparquet/',
  '/koffi/',
])('loads nothing of %s', (part) => {
  expect(threads.flat().filter((address) => address.includes(part))).toEqual([])
})

test('loads no module of a package of the workspace that is not bundled', () => {
  const unbundled = threads.flat().filter((address) => /\/packages\/[^/]+\/dist\/(?!node\/)/.test(address))
  expect(unbundled.filter((address) => !address.includes('/cluster/'))).toEqual([])
})
