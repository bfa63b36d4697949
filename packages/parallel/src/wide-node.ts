import { arch, versions } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { loadWideKernels } from '@antigrad/core/wide'

/** V8 of Node 24: the first that packs all operations of the kernels but σ's. */
const LEAST_V8 = 13

/**
 * Lets V8 pack two neighbouring operations of 128 bits into one of 256, and loads the kernels that are written for it. To
 * be called before anything compiles WebAssembly: what is compiled already stays as it is. The flag is experimental and
 * holds for the whole process, its workers included.
 * @returns whether the kernels `wide` are now there: false, and nothing is changed, where this is not Node 24 or later on
 * x86-64
 */
export function enableWideKernels(): boolean {
  // An engine without V8 may name a version of it.
  const isNode = versions.bun === undefined && versions.deno === undefined
  const major = Number.parseInt(versions.v8 ?? '0', 10)
  if (!isNode || major < LEAST_V8 || arch !== 'x64') return false
  setFlagsFromString('--experimental-wasm-revectorize')
  loadWideKernels({ isPacked: true })
  return true
}
