// Compiles assembly/elementary.ts for whoever checks exp, ln and tanh: they are parts of kernels, and no kernel exports them.
import { fileURLToPath } from 'node:url'
import { main } from 'assemblyscript/asc'

const OPTIONS = [
  '--outFile=elementary.wasm',
  '-O3',
  '--runtime=stub',
  '--enable=simd',
  '--importMemory',
  '--noAssert',
]

/** @returns the exports of the module over `memory`, where numbers from byte 0 on are replaced */
export async function compileElementary(memory) {
  let binary
  const { error, stderr } = await main(
    ['assembly/elementary.ts', `--baseDir=${fileURLToPath(new URL('..', import.meta.url))}`, ...OPTIONS],
    {
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) binary = contents
      },
    },
  )
  if (error || !binary) throw new Error(`${stderr}${error ?? 'no module came out'}`)
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } })
  return instance.exports
}
