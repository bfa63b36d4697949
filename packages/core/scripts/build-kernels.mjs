// Compiles assembly/ to two WebAssembly modules, narrow and wide, and inlines their bytes in
// src/engine/kernels/simd/generated/, so that Node, tests and browsers load them alike, without a file or a request. What
// they export goes there too, as types.
import { mkdir, writeFile } from 'node:fs/promises'
import asc from 'assemblyscript/asc'
import { byteText } from './byte-text.mjs'

const root = new URL('..', import.meta.url)
const folder = new URL('src/engine/kernels/simd/generated/', root)
process.chdir(root.pathname)

const OPTIONS = [
  '--outFile=kernels.wasm',
  '--optimizeLevel=3',
  '--shrinkLevel=0',
  '--noAssert',
  '--runtime=stub',
  '--enable=simd,threads,bulk-memory',
  '--importMemory',
  '--sharedMemory',
  '--initialMemory=1',
  '--maximumMemory=65536',
  // Only our own code: no data, no memory of the module's own.
  '--memoryBase=0',
  // For its types.
  '--bindings=raw',
]

/** The module, and the types of what it exports. */
async function compile(entries, wide) {
  let binary
  let types
  const { error, stderr } = await asc.main([...entries, ...OPTIONS, `--use=WIDE=${wide}`], {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents
      if (name.endsWith('.d.ts')) types = contents
    },
  })
  if (error || !binary) {
    process.stderr.write(`${stderr}${error ?? 'no module came out'}\n`)
    process.exit(1)
  }
  return { text: byteText(binary), types }
}

/** Of asc's declarations the functions, as members of two interfaces. */
function interfacesOf(narrow, wide) {
  const [all, more] = [narrow, wide].map((types) =>
    [...types.matchAll(/export function (.+);/g)].map(([, member]) => `  ${member}`),
  )
  return `/** The exports of both WebAssembly modules: addresses in bytes, counts in elements. See assembly/. */
export interface WasmKernels {
${all.join('\n')}
}

/** Those of the wide one. */
export interface WideWasmKernels extends WasmKernels {
${more.filter((member) => !all.includes(member)).join('\n')}
}
`
}

const SOURCE = '// Compiled from assembly/ by scripts/build-kernels.mjs.\n'
const narrow = await compile(['assembly/index.ts'], 0)
const wide = await compile(['assembly/index.ts', 'assembly/wide.ts'], 1)
await mkdir(folder, { recursive: true })
await writeFile(new URL('exports.ts', folder), SOURCE + interfacesOf(narrow.types, wide.types))
for (const [name, { text }] of Object.entries({ narrow, wide })) {
  await writeFile(new URL(`${name}.ts`, folder), `${SOURCE}export const WASM: string =\n  '${text}'\n`)
}
