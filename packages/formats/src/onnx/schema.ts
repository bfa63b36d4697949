/**
 * The numbers of the fields that a model takes, message by message: onnx.proto3 of ONNX 1.12
 * (https://github.com/onnx/onnx/blob/v1.12.0/onnx/onnx.proto3).
 */
export const MODEL = { irVersion: 1, producer: 2, graph: 7, opsets: 8, metadata: 14 } as const
export const OPSET = { domain: 1, version: 2 } as const
export const ENTRY = { key: 1, value: 2 } as const
export const GRAPH = { nodes: 1, name: 2, initializers: 5, inputs: 11, outputs: 12, values: 13 } as const
export const NODE = { inputs: 1, outputs: 2, name: 3, operator: 4, attributes: 5, domain: 7 } as const
export const ATTRIBUTE = {
  name: 1,
  float: 2,
  integer: 3,
  text: 4,
  tensor: 5,
  integers: 8,
  texts: 9,
  type: 20,
} as const
export const TENSOR = {
  shape: 1,
  type: 2,
  floats: 4,
  texts: 6,
  integers: 7,
  name: 8,
  raw: 9,
  doubles: 10,
  location: 14,
} as const
export const VALUE = { name: 1, type: 2 } as const
/** Of a type its tensor, of that its elements and its shape, of that its sizes: a number each, or a name for any. */
export const TYPE = { tensor: 1, elements: 1, shape: 2, size: 1, number: 1, name: 2 } as const

/** The types of elements. */
export const ELEMENT = {
  float: 1,
  uint8: 2,
  int64: 7,
  string: 8,
  bool: 9,
  float16: 10,
  double: 11,
  bfloat16: 16,
} as const
export type Element = keyof typeof ELEMENT

/** The types of attributes. */
export const ATTRIBUTE_TYPE = { float: 1, integer: 2, text: 3, texts: 8 } as const
