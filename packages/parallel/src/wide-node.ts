import { arch, versions } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { checkKernels } from '@antigrad/core/internal'
import { loadWideKernels } from '@antigrad/core/wide'

/**
 * V8 of Node 24 and of Node 26, on which the tests run. Its flag is experimental: on code that it does not expect it may
 * end the process, which nothing can catch, so a version that was not tried is not asked.
 */
const TRIED_V8 = /^(?:13\.6|14\.6)\./

/**
 * Lets V8 pack two neighbouring operations of 128 bits into one of 256, loads the kernels that are written for it, and
 * compares what they compute with the plain ones: some tens of milliseconds, most of them for compiling, which training
 * then need not do. To be called before anything compiles WebAssembly: what is compiled already stays as it is. The flag is
 * experimental and holds for the whole process, its workers included.
 * @param onDifference called where the kernels compute other bits than they promise, with what was trained: they are not
 * taken then
 * @returns whether the kernels `wide` are now there: false, and nothing is changed, where this is not Node 24 or 26 on
 * x86-64
 * @example
 * import { enableWideKernels } from 'antigrad/parallel'
 *
 * console.log(enableWideKernels() ? '256 bits' : '128 bits')
 */
export function enableWideKernels(onDifference?: (what: string) => void): boolean {
  // An engine without V8 may name a version of it.
  const isNode = versions.bun === undefined && versions.deno === undefined
  if (!isNode || !TRIED_V8.test(versions.v8 ?? '') || arch !== 'x64') return false
  setFlagsFromString('--experimental-wasm-revectorize')
  loadWideKernels()
  // What is compared is what will run: functions are optimised at their second call, and waited for.
  setFlagsFromString('--wasm-tiering-budget=1')
  setFlagsFromString('--wasm-sync-tier-up')
  const different = checkKernels('wide')
  if (different === undefined) loadWideKernels({ isPacked: true })
  else {
    // Nothing else is to be compiled by what has just failed.
    setFlagsFromString('--no-experimental-wasm-revectorize')
    onDifference?.(different)
  }
  return different === undefined
}
