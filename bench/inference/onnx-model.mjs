// A network as an ONNX model: for each layer a Gemm and a Sigmoid, weights as initializers. The protocol-buffer encoding of
// the few messages that takes is written here, so that the peers need no package for it.
// Field numbers: onnx.proto3, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3

const FLOAT = 1
const utf8 = new TextEncoder()

function varint(value) {
  const bytes = []
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128)
  return [...bytes, value]
}

/** Field of a whole number. */
const integer = (field, value) => Buffer.from([...varint(field * 8), ...varint(value)])

/** Field of a length and so many bytes: a string, a message, packed numbers. */
function block(field, ...parts) {
  const bytes = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes])
}

const text = (field, value) => block(field, utf8.encode(value))

/** TensorProto: floats, little-endian, row by row. */
const tensor = (name, shape, values) =>
  block(
    5,
    ...shape.map((size) => integer(1, size)),
    integer(2, FLOAT),
    text(8, name),
    block(9, Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  )

/** ValueInfoProto: rows × columns floats, the rows left open. */
const value = (field, name, columns) =>
  block(
    field,
    text(1, name),
    block(2, block(1, integer(1, FLOAT), block(2, block(1, text(2, 'rows')), block(1, integer(1, columns))))),
  )

const node = (kind, inputs, output) =>
  block(1, ...inputs.map((name) => text(1, name)), text(2, output), text(3, output), text(4, kind))

/**
 * The bytes of a model whose input is `x` and whose output is `z`, both rows × units of float32.
 * @param {{ inputs: number, outputs: number, weights: Float32Array, biases: Float32Array }[]} layers
 * weights [inputs × outputs], row by row
 */
export function onnxModel(layers) {
  const last = layers.length - 1
  const graph = layers.flatMap(({ inputs, outputs, weights, biases }, l) => [
    node('Gemm', [l === 0 ? 'x' : `y${l - 1}`, `w${l}`, `b${l}`], `p${l}`),
    node('Sigmoid', [`p${l}`], l === last ? 'z' : `y${l}`),
    tensor(`w${l}`, [inputs, outputs], weights),
    tensor(`b${l}`, [outputs], biases),
  ])
  return Buffer.concat([
    integer(1, 8), // ir_version
    block(8, text(1, ''), integer(2, 13)), // opset_import
    block(
      7,
      ...graph,
      text(2, 'network'),
      value(11, 'x', layers[0].inputs),
      value(12, 'z', layers[last].outputs),
    ),
  ])
}
