import { BadInput, type Tensor } from '@antigrad/core'
import { quoted } from '@antigrad/core/internal'
import { concatenate, floatsOf } from '../bytes.js'
import type { Fields } from '../protobuf/read.js'
import { ELEMENT, TENSOR } from './schema.js'

/** Where a tensor lies in another file. */
const EXTERNAL = 1

/** An array that a model keeps, where it is one of floats; others have no values. */
export function readTensor(fields: Fields, file: string): Tensor | undefined {
  const name = fields.text(TENSOR.name)
  const type = fields.integer(TENSOR.type)
  if (type !== ELEMENT.float && type !== ELEMENT.double) return undefined
  if (fields.integer(TENSOR.location) === EXTERNAL) {
    throw new BadInput(`${file}: ${quoted(name)}: expected weights in the file itself, found them in another`)
  }
  const shape = fields.integers(TENSOR.shape)
  const count = shape.reduce((product, size) => product * size, 1)
  const wrong = shape.find((size) => size < 0)
  if (wrong !== undefined)
    throw new BadInput(`${file}: ${quoted(name)}: expected sizes from 0, found ${wrong}`)
  const [raw] = fields.bytes(TENSOR.raw)
  const values =
    type === ELEMENT.float
      ? floatsOf(raw ?? concatenate(fields.bytes(TENSOR.floats)))
      : doublesOf(raw ?? concatenate(fields.bytes(TENSOR.doubles)))
  if (values.length === count) return { shape, values }
  throw new BadInput(`${file}: ${quoted(name)}: expected ${count} numbers, found ${values.length}`)
}

function doublesOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const values = new Float32Array(Math.floor(bytes.length / 8))
  for (let n = 0; n < values.length; n++) values[n] = view.getFloat64(8 * n, true)
  return values
}
