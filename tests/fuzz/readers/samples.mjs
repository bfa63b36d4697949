/** What the files of samples are called. */
export const FILE = 'mutant'

export function numbers(count) {
  return Array.from({ length: count }, (_, n) => (n * n) % 7)
}

export function text(written) {
  return new TextEncoder().encode(written)
}

/** An array of numpy, of two dimensions. */
export function npyBytes(descr, shape, values, fortran = false) {
  const order = fortran ? 'True' : 'False'
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape.join(', ')}), }`.padEnd(
    117,
  )
  const size = Number(descr.slice(2))
  const bytes = new Uint8Array(128 + size * values.length)
  bytes.set([0x93, ...text('NUMPY'), 1, 0, 118, 0, ...text(`${header}\n`)])
  const view = new DataView(bytes.buffer, 128)
  for (const [n, value] of values.entries()) {
    if (size === 8) view.setFloat64(8 * n, value, descr[0] === '<')
    else view.setInt16(2 * n, value, descr[0] === '<')
  }
  return bytes
}
