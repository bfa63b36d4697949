/** Of the floats from byte `at` to byte `end`, in place. */
type Elementwise = (at: number, end: number) => void

export function compileElementary(
  memory: WebAssembly.Memory,
): Promise<{ readonly expOf: Elementwise; readonly lnOf: Elementwise; readonly tanhOf: Elementwise }>
