type Values = Float32Array | Float64Array | Uint8Array | readonly string[]

/** A value that goes in: its type, its numbers or texts, its sizes. */
export interface Fed {
  readonly type: 'float32' | 'float64' | 'uint8' | 'string'
  readonly values: Values
  readonly sizes: readonly number[]
}

interface Session {
  run(feeds: Record<string, unknown>): Promise<Record<string, { readonly data: Values }>>
  release(): Promise<void>
}

/** What both packages of onnxruntime have in common. */
export interface OnnxRuntime {
  readonly Tensor: new (type: string, values: Values, sizes: readonly number[]) => unknown
  readonly InferenceSession: { create(bytes: Uint8Array, options: object): Promise<Session> }
  readonly env: { readonly wasm: { numThreads: number } }
}

/**
 * In native code, and in WebAssembly. Both as modules: required, they share their list of backends, and what is asked of
 * WebAssembly runs in native code.
 */
export const onnxruntimes = {
  node: await load('onnxruntime-node', 'dist/index.js'),
  web: await load('onnxruntime-web', 'dist/ort.node.min.mjs'),
} as const
onnxruntimes.web.env.wasm.numThreads = 1

async function load(name: string, entry: string): Promise<OnnxRuntime> {
  const folder = new URL(`peers/node_modules/${name}/`, import.meta.url)
  return import(new URL(entry, folder).href)
}

/** Runs a model once for each of some inputs. */
export async function runOnnx(
  runtime: OnnxRuntime,
  model: Uint8Array,
  feeds: readonly Readonly<Record<string, Fed>>[],
): Promise<Record<string, Values>[]> {
  const session = await runtime.InferenceSession.create(model, { intraOpNumThreads: 1 })
  const results: Record<string, Values>[] = []
  for (const fed of feeds) {
    const tensors = Object.entries(fed).map(([name, { type, values, sizes }]) => [
      name,
      new runtime.Tensor(type, values, sizes),
    ])
    const outputs = await session.run(Object.fromEntries(tensors))
    results.push(Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data])))
  }
  await session.release()
  return results
}
