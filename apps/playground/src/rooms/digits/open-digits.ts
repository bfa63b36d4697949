import type { SplitDataset } from '@antigrad/core'
import { digitsOf, splitDigits } from '@antigrad/data'
import { type LabelledImages, unpack } from './packed.js'

/** The part of the digits that is for testing: as `openDataset('mnist', …)` has it. */
const TEST_FRACTION = 0.2

/** The digits could not be fetched, or not whole. */
class DigitsMissing extends Error {
  override readonly name = 'DigitsMissing'
}

/**
 * Fetches the digits; the function it returns splits them by a seed, as Node does.
 * @throws DigitsMissing
 */
export async function openDigits(url: string): Promise<(seed: number) => SplitDataset> {
  const { features, labels } = await fetchDigits(url)
  const whole = digitsOf(features, labels)
  const keys = keysOf(features, whole.inputs)
  return (seed) => splitDigits(whole, keys, seed, TEST_FRACTION)
}

async function fetchDigits(url: string): Promise<LabelledImages> {
  try {
    const response = await fetch(url)
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`)
    const stream = response.body.pipeThrough(new DecompressionStream('gzip'))
    return unpack(new Uint8Array(await new Response(stream).arrayBuffer()))
  } catch (cause) {
    throw new DigitsMissing(`the digits: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

/** A text for each image, equal for equal images: each byte becomes one character. */
function keysOf(features: Uint8Array, inputs: number): string[] {
  const decoder = new TextDecoder('latin1')
  return Array.from({ length: features.length / inputs }, (_, image) =>
    decoder.decode(features.subarray(image * inputs, (image + 1) * inputs)),
  )
}
