import { ACTIVATIONS, createRandom, HEADS, Network, type Random } from '@antigrad/core'

/** A network of random sizes, activations and head, and examples for it; its biases are not zero. */
export interface RandomNetwork {
  readonly network: Network
  /** [64 × inputs] */
  readonly examples: Float32Array
}

export const EXAMPLES = 64

export function randomNetwork(seed: number): RandomNetwork {
  const random = createRandom(seed, 9)
  const sizes = Array.from({ length: 2 + random.integer(4) }, () => 1 + random.integer(90))
  if (random.integer(3) === 0) sizes[0] = 1 + random.integer(900)
  const activations = sizes.slice(2).map(() => pick(random, ACTIVATIONS))
  const network = Network.create(sizes, seed, { activations, head: pick(random, HEADS) })
  // Padding between the parameters is written to as well: nobody may read it.
  network.parameters.forEach((value, n) => {
    network.parameters[n] = value + 0.1 * (random.uniform() - 0.5)
  })
  const examples = Float32Array.from({ length: EXAMPLES * sizes[0] }, () => 4 * random.uniform() - 2)
  return { network, examples }
}

/** Whether onnxruntime's WebAssembly sums as we do: one block, of at most 256 terms, and nothing but its sums and ReLU. */
export function isExactInOnnx({ architecture }: Network): boolean {
  return architecture.layers.every(
    ({ inputs, blocks, activation }) =>
      inputs <= 256 && blocks.length === 1 && (activation === 'linear' || activation === 'relu'),
  )
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.integer(from.length)]
}
