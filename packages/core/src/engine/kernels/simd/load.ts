import { bytesOf } from './byte-text.js'
import type { WasmKernels } from './generated/exports.js'
import { WASM as NARROW } from './generated/narrow.js'
import { withUnsharedMemory } from './unshared.js'
import type { WasmMemory, WasmModule } from './wasm.js'

export type { WasmKernels }

/** The kernels that are WebAssembly: one source, compiled twice. */
export type WasmName = 'simd' | 'wide'

/** Their bytes as texts (byte-text.ts). */
const texts: Partial<Record<WasmName, string>> = { simd: NARROW }
const modules: Partial<Record<`${'shared' | 'unshared'} ${WasmName}`, WasmModule>> = {}
let wideIsPacked = false
let available: boolean | undefined

/**
 * Makes the wide kernels known: who does not call for them need not carry them (wide.ts).
 * @param isPacked whether the engine packs them, which makes them the fastest
 */
export function provideWide(text: string, isPacked: boolean): void {
  texts.wide ??= text
  wideIsPacked ||= isPacked
}

/** The fastest kernels in WebAssembly that are there. */
export function bestWasm(): WasmName {
  return wideIsPacked ? 'wide' : 'simd'
}

/**
 * Whether kernels in WebAssembly run here. Tried once: an engine may know WebAssembly with SIMD and threads and yet be told
 * not to compile any, by a page's Content-Security-Policy for one; and before Chromium 114 none of more than 4 KB on the
 * main thread of a page.
 * @example
 * import { simdAvailable } from 'antigrad'
 *
 * console.log(simdAvailable() ? 'simd' : 'plain')
 */
export function simdAvailable(): boolean {
  available ??= isCompiled()
  return available
}

function isCompiled(): boolean {
  if (typeof WebAssembly !== 'object') return false
  try {
    compileKernels('simd')
    return true
  } catch {
    return false
  }
}

/**
 * The module, compiled once in a thread; it can be sent to others. Throws where `simdAvailable` is false, or where nobody
 * has called for the wide kernels.
 * @param memory what it is to be instantiated over
 */
export function compileKernels(name: WasmName, memory: 'shared' | 'unshared' = 'shared'): WasmModule {
  const text = texts[name]
  if (text === undefined) throw new Error('the wide kernels are not loaded: call loadWideKernels first')
  const key = `${memory} ${name}` as const
  const binary = () => (memory === 'shared' ? bytesOf(text) : withUnsharedMemory(bytesOf(text)))
  modules[key] ??= new WebAssembly.Module(binary())
  return modules[key]
}

/** What `module` exports over `memory`, which is shared as the module has it. */
export function instantiateKernels(
  memory: WasmMemory,
  module: WasmModule = compileKernels('simd'),
): WasmKernels {
  const imports = { env: { memory: memory as WebAssembly.Memory } }
  return new WebAssembly.Instance(module as WebAssembly.Module, imports).exports as unknown as WasmKernels
}
