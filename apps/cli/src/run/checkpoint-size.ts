import { createArchitecture, UsageError } from '@antigrad/core'
import { LENGTH_BYTES, MAX_HEADER, networkSizes, stepNeedsOf } from '@antigrad/core/internal'
import { LARGEST_FILE } from '@antigrad/store'
import { meaningOf } from './checkpoint.js'
import type { Asked, Settled } from './config.js'
import { MOST_RECORDS } from './history.js'
import type { RunData } from './run-data.js'
import { trainingOptions } from './training-options.js'

/** Bytes of a header for the tensors of a layer: so many that there are not too many tensors either, four a layer. */
const LAYER_BYTES = 1024

/** Bytes of a header for the record of an epoch: seven numbers with their names. */
const RECORD_BYTES = 280

/** Bytes of a header for the position, the hashes, and what a checkpoint has beside its layers. */
const REST_BYTES = 4096

/**
 * Bytes that a checkpoint takes at most.
 * @param parameters weights and biases of the network
 * @param count training examples of an epoch, of which each has a loss and a prediction
 * @param states numbers that the update rule keeps of every parameter
 * @param best whether the weights of the best epoch may lie beside those of the last
 */
export function mostCheckpointBytes(parameters: number, count: number, best: boolean, states = 0): number {
  const floats = ((best ? 2 : 1) + states) * parameters + 2 * count
  return LENGTH_BYTES + MAX_HEADER + Float32Array.BYTES_PER_ELEMENT * floats
}

/**
 * Bytes that the header of a checkpoint takes at most: each layer's tensors, each epoch's record, and the rest.
 * @param described the parts of its description that are as long as one likes
 */
export function mostHeaderBytes(described: object, layers: number, epochs: number): number {
  // JSON in JSON: what is quoted there is quoted twice.
  const text = JSON.stringify(JSON.stringify(described))
  const records = RECORD_BYTES * Math.min(epochs, MOST_RECORDS + 1)
  return Buffer.byteLength(text) + LAYER_BYTES * layers + records + REST_BYTES
}

/**
 * Looks, before a run begins, whether its checkpoints can be read again.
 * @throws UsageError where they would be too large
 */
export function checkSize(
  config: Omit<Asked, 'threads' | keyof Settled> & Settled,
  data: Pick<RunData, 'dataset' | 'form'>,
): void {
  const { hidden, patience, epochs } = config
  const { dataset } = data
  const { sizes, layers, parameters } = createArchitecture(networkSizes({ dataset, hidden }))
  const { states } = stepNeedsOf(trainingOptions(config, dataset.train.labels !== undefined))
  const header = mostHeaderBytes([config, meaningOf(data)], (1 + states) * layers.length, epochs)
  if (header > MAX_HEADER) {
    throw new UsageError(
      `the columns and classes of ${config.data}, ${layers.length} layers and the history of ${epochs} epochs would take up to ${header} bytes of a checkpoint's header; at most ${MAX_HEADER} can be read again; take fewer --features, layers or epochs`,
    )
  }
  const best = patience !== undefined
  const bytes = mostCheckpointBytes(parameters, dataset.train.count, best, states)
  if (bytes <= LARGEST_FILE) return
  const twice = best ? ', the best weights for --patience beside the last ones' : ''
  throw new UsageError(
    `a network of ${sizes.join(',')} has ${parameters} weights; its checkpoint would take up to ${bytes} bytes${twice}; at most ${LARGEST_FILE} can be read again; take fewer hidden units`,
  )
}
