/**
 * `WebAssembly.Memory` and `WebAssembly.Module` as declarations name them: TypeScript knows these by its library of the DOM
 * alone, which who imports this package need not have.
 */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike
}

/** Opaque: what was compiled. */
export type WasmModule = object
