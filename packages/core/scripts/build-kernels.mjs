// Compiles assembly/ to one WebAssembly module and inlines its bytes in src/engine/kernels/simd/generated/, so that
// Node, tests and browsers load it alike, without a file or a request.
import { mkdir, writeFile } from 'node:fs/promises'
import asc from 'assemblyscript/asc'

const root = new URL('..', import.meta.url)
process.chdir(root.pathname)

let binary
const { error, stderr } = await asc.main(
  [
    'assembly/index.ts',
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
  ],
  {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents
    },
  },
)
if (error || !binary) {
  process.stderr.write(`${stderr}${error ?? 'no module came out'}\n`)
  process.exit(1)
}

const folder = new URL('src/engine/kernels/simd/generated/', root)
await mkdir(folder, { recursive: true })
await writeFile(
  new URL('wasm.ts', folder),
  `// Compiled from assembly/ by scripts/build-kernels.mjs.\nexport const WASM_BASE64 =\n  '${Buffer.from(binary).toString('base64')}'\n`,
)
