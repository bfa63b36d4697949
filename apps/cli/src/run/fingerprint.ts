import { createHash } from 'node:crypto'
import { type AnyFeatures, type Network, type SplitDataset, weightBytes } from '@antigrad/core'
import { featurePieces } from '@antigrad/data'

/** `sha256:…` of the examples of both parts, in their order: features, labels or targets, weights, and their shapes. */
export function fingerprintOf({ train, test }: SplitDataset<AnyFeatures>): string {
  const hash = createHash('sha256')
  for (const part of [train, test]) {
    const { count, inputs, outputs, features, labels, targets, weights } = part
    hash.update(JSON.stringify([count, inputs, outputs, features instanceof Uint8Array ? 'bytes' : 'floats']))
    for (const piece of featurePieces(features, inputs)) hash.update(bytesOf(piece))
    for (const values of [labels, targets, weights]) if (values) hash.update(bytesOf(values))
  }
  return `sha256:${hash.digest('hex')}`
}

/** `sha256:…` of the weights: the name of what a network has learned. */
export function weightsHashOf({ architecture, parameters }: Network): string {
  return hashOf([weightBytes(architecture, parameters)])
}

/** `sha256:…` of bytes in several pieces, one after the other. */
export function hashOf(pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return `sha256:${hash.digest('hex')}`
}

/** The bytes of an array, as they lie in memory. */
export function bytesOf(values: Uint8Array | Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
