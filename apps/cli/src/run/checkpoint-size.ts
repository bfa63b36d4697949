import { createArchitecture, MAX_HEADER, networkSizes, type SplitDataset, UsageError } from '@antigrad/core'
import { LARGEST_FILE } from '@antigrad/store'
import type { RunConfig } from './config.js'

/** Bytes of a safetensors file before its header: the header's length. */
const LENGTH_BYTES = 8

/**
 * Bytes that a checkpoint takes at most.
 * @param parameters weights and biases of the network
 * @param count training examples of an epoch, of which each has a loss and a prediction
 * @param best whether the weights of the best epoch may lie beside those of the last
 */
export function mostCheckpointBytes(parameters: number, count: number, best: boolean): number {
  const floats = (best ? 2 : 1) * parameters + 2 * count
  return LENGTH_BYTES + MAX_HEADER + Float32Array.BYTES_PER_ELEMENT * floats
}

/**
 * Looks, before a run begins, whether its checkpoints can be read again.
 * @throws UsageError where they would be too large
 */
export function checkSize(
  { hidden, patience }: Pick<RunConfig, 'hidden' | 'patience'>,
  dataset: SplitDataset,
): void {
  const { sizes, parameters } = createArchitecture(networkSizes({ dataset, hidden }))
  const best = patience !== undefined
  const bytes = mostCheckpointBytes(parameters, dataset.train.count, best)
  if (bytes <= LARGEST_FILE) return
  const twice = best ? ', the best weights for --patience beside the last ones' : ''
  throw new UsageError(
    `a network of ${sizes.join(',')} has ${parameters} weights; its checkpoint would take up to ${bytes} bytes${twice}; at most ${LARGEST_FILE} can be read again; take fewer hidden units`,
  )
}
