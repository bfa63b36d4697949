// Bundles what a package of this workspace exports for Node, once tsc has built it: a path of `exports` under `node` is made of
// the one under `default`. Node takes half a millisecond for each module, in each thread anew, and a run loaded four hundred.
// See docs/decisions/0027-bundled-for-node.md.
// Called in a package: node ../../scripts/bundle-for-node.mjs [file that is named in a URL, not imported: of a thread]…
import { readFile, rm } from 'node:fs/promises'
import { dirname, parse } from 'node:path'
import { rolldown } from 'rolldown'

/** What is imported by name, of other packages here or of others': all share one instance of it. */
const BY_NAME = /^[^./#]/

const { exports } = JSON.parse(await readFile('package.json', 'utf8'))
const named = process.argv.slice(2)
const modules = named.filter((file) => !isCommonJs(file))
const inputs = [
  ...Object.values(exports).map(({ node, default: built }) => [node, built]),
  ...modules.map(inDist),
]
const dir = dirname(inputs[0][0])

await rm(dir, { recursive: true, force: true })
await bundle(inputs, { external: BY_NAME }, { format: 'esm', chunkFileNames: '[name].js' })
// What piscina requires is one file, with all that it imports: then its thread loads no ES module (load-worker.cts).
for (const file of named.filter(isCommonJs)) {
  await bundle([inDist(file)], {}, { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false })
}

/** @param inputs of each entry the bundle, whose name counts, and the file that it is made of */
async function bundle(inputs, options, output) {
  const input = Object.fromEntries(inputs.map(([bundle, built]) => [parse(bundle).name, built]))
  const build = await rolldown({ input, platform: 'node', ...options })
  await build.write({ dir, ...output })
  await build.close()
}

function isCommonJs(file) {
  return file.endsWith('.cjs')
}

function inDist(file) {
  return [file, `./dist/${file}`]
}
