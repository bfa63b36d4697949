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

/** The time of every file in an archive, so that the same model gives the same bytes. */
const MTIME = '1980-01-01T00:00:00'

/**
 * Arrays of numpy: `layers.0.weight` (outputs, inputs), `layers.0.bias`, …, and `antigrad`, the description as bytes of JSON.
 * Read too: the tensors of a state dict by their names, and `coefs_0`, `intercepts_0`, … of scikit-learn.
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
    else tensors.set(...tensorOf(name, array))
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

/** An array under the name that its tensor has; of scikit-learn transposed. */
function tensorOf(name: string, { shape, values }: NpyArray): [string, Tensor] {
  const floats = Float32Array.from(values)
  const [, kind, layer] = COEFFICIENTS.exec(name) ?? []
  if (kind === 'coefs' && shape.length === 2) {
    const [inputs, outputs] = shape
    return [
      `coefs.${layer}.weight`,
      { shape: [outputs, inputs], values: transposed(floats, inputs, outputs) },
    ]
  }
  return [kind === 'intercepts' ? `coefs.${layer}.bias` : name, { shape, values: floats }]
}
