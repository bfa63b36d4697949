import { WASM_BASE64 } from './generated/wasm.js'

/** The exports of the WebAssembly module: addresses in bytes, counts in elements. See assembly/. */
export interface WasmKernels {
  activate(
    values: number,
    rows: number,
    columns: number,
    from: number,
    to: number,
    firstUnit: number,
    lastUnit: number,
  ): void
  biasGradient(
    deltas: number,
    deltaRows: number,
    out: number,
    outRows: number,
    columns: number,
    from: number,
    to: number,
    firstUnit: number,
    lastUnit: number,
    rate: number,
  ): void
  compare(
    outputs: number,
    outputRows: number,
    labels: number,
    targets: number,
    targetRows: number,
    order: number,
    deltas: number,
    losses: number,
    predictions: number,
    columns: number,
    from: number,
    to: number,
    firstKept: number,
    lastKept: number,
  ): number
  descend(parameters: number, gradient: number, first: number, last: number, rate: number): void
  gatherBytes(
    bytes: number,
    order: number,
    inputs: number,
    inputRows: number,
    columns: number,
    from: number,
    to: number,
  ): void
  gatherFloats(
    floats: number,
    order: number,
    inputs: number,
    inputRows: number,
    columns: number,
    from: number,
    to: number,
  ): void
  gradient(
    inputs: number,
    inputRows: number,
    inputColumns: number,
    deltas: number,
    deltaRows: number,
    out: number,
    outRows: number,
    columns: number,
    from: number,
    to: number,
    first: number,
    last: number,
    rate: number,
  ): void
  multiplyAdd(turns: number, x: number, y: number): number
  pairwiseSum(
    parts: number,
    stride: number,
    count: number,
    out: number,
    rows: number,
    columns: number,
    from: number,
    to: number,
  ): void
  product(
    inputs: number,
    inputRows: number,
    inputColumns: number,
    weights: number,
    weightRows: number,
    out: number,
    outRows: number,
    columns: number,
    from: number,
    to: number,
    firstTerm: number,
    lastTerm: number,
  ): void
  /** What it returns means nothing: see assembly/touch.ts. */
  scatterGradient(
    starts: number,
    entries: number,
    levels: number,
    order: number,
    sums: number,
    lit: number,
    marks: number,
    deltas: number,
    deltaRows: number,
    out: number,
    outRows: number,
    columns: number,
    from: number,
    to: number,
    first: number,
    last: number,
    firstUnit: number,
    lastUnit: number,
    rate: number,
  ): void
  /** What it returns means nothing: see assembly/touch.ts. */
  sortByInput(
    starts: number,
    entries: number,
    order: number,
    columnStarts: number,
    columnEnds: number,
    cells: number,
    from: number,
    to: number,
    first: number,
    last: number,
  ): void
  sparseGradient(
    starts: number,
    ends: number,
    cells: number,
    levels: number,
    deltas: number,
    deltaRows: number,
    out: number,
    outRows: number,
    columns: number,
    first: number,
    last: number,
    firstUnit: number,
    lastUnit: number,
    rate: number,
  ): void
  /** What it returns means nothing: see assembly/touch.ts. */
  sparseProduct(
    starts: number,
    entries: number,
    levels: number,
    order: number,
    weights: number,
    weightRows: number,
    out: number,
    outRows: number,
    columns: number,
    from: number,
    to: number,
    firstUnit: number,
    lastUnit: number,
    columnStarts: number,
    columnEnds: number,
    cells: number,
    room: number,
  ): void
  sum(parts: number, stride: number, count: number, out: number, first: number, last: number): void
  timesDerivative(
    activations: number,
    deltas: number,
    rows: number,
    columns: number,
    from: number,
    to: number,
  ): void
  transpose(weights: number, weightRows: number, transposed: number, inputs: number, outputs: number): void
}

let bytes: Uint8Array<ArrayBuffer> | undefined

function moduleBytes(): Uint8Array<ArrayBuffer> {
  bytes ??= Uint8Array.from(atob(WASM_BASE64), (character) => character.charCodeAt(0))
  return bytes
}

/** Whether this machine's JavaScript engine runs the SIMD kernels (WebAssembly SIMD and threads). */
export function simdAvailable(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(moduleBytes())
}

/** The SIMD kernels over `memory`, which is shared. Throws where `simdAvailable` is false. */
export function instantiateKernels(memory: WebAssembly.Memory): WasmKernels {
  const module = new WebAssembly.Module(moduleBytes())
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as WasmKernels
}
