import { UsageError } from '../errors.js'
import { Arena } from './arena.js'
import type { Kernels } from './kernels/kernels.js'
import { plainKernels } from './kernels/plain/index.js'
import { createSimdKernels } from './kernels/simd/index.js'
import { bestWasm, compileKernels, instantiateKernels, simdAvailable } from './kernels/simd/load.js'
import type { WasmMemory, WasmModule } from './kernels/simd/wasm.js'

/** What holds everything of a run, and can be sent to a worker: one shared memory, never grown. */
export type SharedMemory = WasmMemory | SharedArrayBuffer

const PAGE = 65536
const MOST_PAGES = 65536

/** The fastest kernels of this thread: `wide` where they are loaded and packed, otherwise `simd` wherever WebAssembly SIMD exists. */
export function bestKernels(): Kernels['name'] {
  return simdAvailable() ? bestWasm() : 'plain'
}

/**
 * A shared memory of at least `bytes` zeros.
 * @throws UsageError beyond the 4 GiB that WebAssembly addresses, or where the machine does not give as much
 */
export function allocate(bytes: number, kernels: Kernels['name']): SharedMemory {
  return orUsageError(bytes, 'shared memory', () =>
    kernels === 'plain' ? new SharedArrayBuffer(bytes) : createMemory(bytes, { shared: true }),
  )
}

/** The maximum is what is needed and no more: the engine reserves address space for it. */
function createMemory(bytes: number, { shared }: { readonly shared: boolean }): WasmMemory {
  const pages = Math.ceil(bytes / PAGE)
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared })
}

/** What `create` creates of so many bytes, in words for people where there are not as many. */
function orUsageError<Memory>(bytes: number, kind: string, create: () => Memory): Memory {
  if (Math.ceil(bytes / PAGE) > MOST_PAGES) {
    throw new UsageError(
      `this network with these examples takes ${(bytes / 2 ** 30).toFixed(1)} GiB; at most 4 GiB fit in one memory`,
    )
  }
  try {
    return create()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const size = Math.ceil(bytes / 2 ** 20)
    throw new UsageError(
      `this network with these examples takes ${size} MiB of ${kind}; the machine does not give as much`,
      { cause: error },
    )
  }
}

/**
 * A shared memory as large as what `allocateViews` takes from an arena, and these views of it.
 * @throws UsageError as `allocate` does
 */
export function allocateShared<Views>(
  kernels: Kernels['name'],
  allocateViews: (arena: Arena) => Views,
): { readonly memory: SharedMemory; readonly views: Views } {
  const counting = new Arena()
  allocateViews(counting)
  const memory = allocate(counting.bytes, kernels)
  return { memory, views: allocateViews(new Arena(bufferOf(memory))) }
}

/** Views of memory that one thread owns, and what makes the kernels over it. */
export interface UnsharedViews<Views> {
  readonly views: Views
  /** Compiles where nobody has: not before it is needed. */
  readonly createKernels: () => Kernels
}

/**
 * The same of memory that is not shared.
 * @throws UsageError as `allocate` does
 */
export function allocateUnshared<Views>(
  kernels: Kernels['name'],
  allocateViews: (arena: Arena) => Views,
): UnsharedViews<Views> {
  const counting = new Arena()
  allocateViews(counting)
  const { bytes } = counting
  if (kernels === 'plain') {
    const buffer = orUsageError(bytes, 'memory', () => new ArrayBuffer(bytes))
    return { views: allocateViews(new Arena(buffer)), createKernels: () => plainKernels }
  }
  const memory = orUsageError(bytes, 'memory', () => createMemory(bytes, { shared: false }))
  return {
    views: allocateViews(new Arena(memory.buffer)),
    createKernels: () =>
      createSimdKernels(kernels, instantiateKernels(memory, compileKernels(kernels, 'unshared'))),
  }
}

/** The buffer to allocate views in. */
export function bufferOf(memory: SharedMemory): ArrayBufferLike {
  return isWasmMemory(memory) ? memory.buffer : memory
}

/** What `kernelsOver` takes on other threads, so that they need not compile it: nothing for plain kernels. */
export function moduleOf(name: Kernels['name']): WasmModule | undefined {
  return name === 'plain' ? undefined : compileKernels(name)
}

/**
 * The kernels of that name over a memory that was allocated for them. Every thread makes its own over the same memory.
 * @param module theirs, where it is compiled already
 */
export function kernelsOver(
  memory: SharedMemory,
  name: Kernels['name'],
  module: WasmModule | undefined = moduleOf(name),
): Kernels {
  if (name === 'plain') return plainKernels
  if (!isWasmMemory(memory)) throw new TypeError(`${name} kernels: expected a WebAssembly.Memory`)
  return createSimdKernels(name, instantiateKernels(memory, module))
}

/**
 * Asked this way round because a page that is not cross-origin isolated has no SharedArrayBuffer by name, and
 * an engine without a compiler no WebAssembly.
 */
function isWasmMemory(memory: SharedMemory): memory is WasmMemory {
  return typeof WebAssembly === 'object' && memory instanceof WebAssembly.Memory
}
