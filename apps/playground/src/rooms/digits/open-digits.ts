import type { SplitDataset } from '@antigrad/core'
import { digitsOf, splitDigits } from '@antigrad/data'
import { unpack } from './packed.js'

/** The part of the digits that is for testing: as `openDataset('mnist', …)` has it. */
const TEST_FRACTION = 0.2

/** Fetches the digits; the function it returns splits them by a seed, as Node does. */
export async function openDigits(url: string): Promise<(seed: number) => SplitDataset> {
  const response = await fetch(url)
  if (!response.ok || !response.body) throw new Error(`digits: ${response.status} ${response.statusText}`)
  const stream = response.body.pipeThrough(new DecompressionStream('gzip'))
  const { features, labels } = unpack(new Uint8Array(await new Response(stream).arrayBuffer()))
  const whole = digitsOf(features, labels)
  const keys = keysOf(features, whole.inputs)
  return (seed) => splitDigits(whole, keys, seed, TEST_FRACTION)
}

/** A text for each image, equal for equal images: each byte becomes one character. */
function keysOf(features: Uint8Array, inputs: number): string[] {
  const decoder = new TextDecoder('latin1')
  return Array.from({ length: features.length / inputs }, (_, image) =>
    decoder.decode(features.subarray(image * inputs, (image + 1) * inputs)),
  )
}
