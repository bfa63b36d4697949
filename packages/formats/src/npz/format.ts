import { BadInput, type Tensor, toTensors } from '@antigrad/core'
import { decodeUtf8, quoted } from '@antigrad/core/internal'
import { type NpyArray, parseNpy, unpackZip } from '@antigrad/data/arrays'
import { zipSync } from 'fflate'
import { floatBytes, utf8Bytes } from '../bytes.js'
import type { Files, FileToRead, ModelFormat } from '../format.js'
import type { FoundModel } from '../found-model.js'
import { DESCRIPTION, descriptionOf, type SharedModel } from '../shared-model.js'
import { transposed } from '../transposed.js'
import { npyBytes } from './npy-bytes.js'

/** Arrays of one archive; more are no network. */
const MOST_ARRAYS = 1000

/** What scikit-learn calls the weights (inputs, outputs) and biases of a layer, with its number. */
const COEFFICIENTS = /^(coefs|intercepts)_*(\d{1,4})$/

/** What Keras and Flax call the weights (inputs, outputs) and biases of a layer, after its name. */
const KERNEL = /^(?:(.*)[/.])?(kernel|bias)(?::0)?$/

/** The time of every file in an archive, so that the same model gives the same bytes. */
const MTIME = '1980-01-01T00:00:00'

/**
 * Arrays of numpy: `layers.0.weight` (outputs, inputs), `layers.0.bias`, …, and `antigrad`, the description as bytes of JSON.
 * Read too: the tensors of a state dict by their names, `coefs_0`, `intercepts_0`, … of scikit-learn, and `dense/kernel`,
 * `dense/bias`, … of Keras.
 */
export const npz: ModelFormat = {
  name: 'npz',
  extension: '.npz',
  write: writeNpz,
  accepts: (name) => /\.npz$/i.test(name),
  read: readNpz,
}

function writeNpz(model: SharedModel, name: string): Files {
  const { architecture, parameters } = model.network
  const arrays: Record<string, Uint8Array> = {}
  for (const [tensor, { shape, values }] of toTensors(architecture, parameters)) {
    arrays[`${tensor}.npy`] = npyBytes('<f4', shape, floatBytes(values))
  }
  const description = utf8Bytes(descriptionOf(model))
  arrays[`${DESCRIPTION}.npy`] = npyBytes('|u1', [description.length], description)
  // Not packed, as by `numpy.savez`.
  return new Map([[name, zipSync(arrays, { level: 0, mtime: MTIME })]])
}

function readNpz({ file, bytes }: FileToRead): FoundModel {
  let count = 0
  const unpacked = unpackZip({ file, bytes }, 'an archive of arrays (.npz)', (name) => {
    if (!name.endsWith('.npy')) return false
    if (++count > MOST_ARRAYS)
      throw new BadInput(`${file}: expected at most ${MOST_ARRAYS} arrays, found more`)
    return true
  })
  const tensors = new Map<string, Tensor>()
  let description: string | undefined
  for (const [entry, packed] of unpacked) {
    const name = entry.slice(0, -'.npy'.length)
    const array = parseNpy({ file: `${file}/${entry}`, bytes: packed })
    if (name === DESCRIPTION) description = textOf(array, file)
    else {
      const [called, tensor] = tensorOf(name, array)
      if (tensors.has(called)) throw new BadInput(`${file}: expected one ${quoted(called)}, found it twice`)
      tensors.set(called, tensor)
    }
  }
  return { tensors, ...(description !== undefined && { description }) }
}

function textOf({ values }: NpyArray, file: string): string {
  const decoded = decodeUtf8(Uint8Array.from(values))
  if ('text' in decoded) return decoded.text
  throw new BadInput(
    `${file}: ${quoted(DESCRIPTION)}: expected text in UTF-8, found other bytes at ${decoded.invalidAt}`,
  )
}

/** An array under the name that its tensor has; of scikit-learn, Keras and Flax transposed. */
function tensorOf(name: string, { shape, values }: NpyArray): [string, Tensor] {
  const floats = Float32Array.from(values)
  const [layer, kind] = layerOf(name)
  if (kind === 'weight' && shape.length === 2) {
    const [inputs, outputs] = shape
    return [`${layer}weight`, { shape: [outputs, inputs], values: transposed(floats, inputs, outputs) }]
  }
  return [kind === 'bias' ? `${layer}bias` : name, { shape, values: floats }]
}

/** The layer of an array that is called as by scikit-learn, Keras or Flax, with a point after it, and what of it it is. */
function layerOf(name: string): readonly [layer: string, kind?: 'weight' | 'bias'] {
  const [, coefficients, number] = COEFFICIENTS.exec(name) ?? []
  if (coefficients !== undefined) return [`coefs.${number}.`, coefficients === 'coefs' ? 'weight' : 'bias']
  const [, layer, kind] = KERNEL.exec(name) ?? []
  const prefix = layer === undefined ? '' : `${layer}.`
  if (kind === undefined) return [prefix]
  return [prefix, kind === 'kernel' ? 'weight' : 'bias']
}
