import { concatenate, utf8Bytes } from '../bytes.js'

/** numpy lays the values of a file at a multiple of this. */
const ALIGNMENT = 64
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]

/**
 * An array as `numpy.save` writes it, in C order.
 * @param descr `<f4`, `|u1`
 * @param values little-endian, as many as the shape has
 */
export function npyBytes(descr: string, shape: readonly number[], values: Uint8Array): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }`
  const begin = MAGIC.length + 2
  const end = Math.ceil((begin + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT
  const header = `${dictionary.padEnd(end - begin - 1)}\n`
  const length = Uint8Array.of(header.length % 256, Math.floor(header.length / 256))
  return concatenate([Uint8Array.from(MAGIC), length, utf8Bytes(header), values])
}
