import type { WasmKernels } from './generated/exports.js'
import { WASM_BASE64 as NARROW } from './generated/narrow.js'

export type { WasmKernels }

/** The kernels that are WebAssembly: one source, compiled twice. */
export type WasmName = 'simd' | 'wide'

const bytes: Partial<Record<WasmName, string>> = { simd: NARROW }
const modules: Partial<Record<WasmName, WebAssembly.Module>> = {}

/** Makes the wide kernels known: who does not call for them need not carry them (wide.ts). */
export function provideWide(base64: string): void {
  bytes.wide ??= base64
}

/** Whether this machine's JavaScript engine runs the SIMD kernels (WebAssembly SIMD and threads). */
export function simdAvailable(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(decode(NARROW))
}

/**
 * The module, compiled once in a thread; it can be sent to others. Throws where `simdAvailable` is false, or where nobody
 * has called for the wide kernels.
 */
export function compileKernels(name: WasmName): WebAssembly.Module {
  const base64 = bytes[name]
  if (base64 === undefined) throw new Error('the wide kernels are not loaded: call loadWideKernels first')
  modules[name] ??= new WebAssembly.Module(decode(base64))
  return modules[name]
}

/** What `module` exports over `memory`, which is shared. */
export function instantiateKernels(
  memory: WebAssembly.Memory,
  module: WebAssembly.Module = compileKernels('simd'),
): WasmKernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as WasmKernels
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
