import { concatenate, floatBytes } from '../bytes.js'
import { bytesField, floatField, integerField, textField } from '../protobuf/write.js'
import {
  ATTRIBUTE,
  ATTRIBUTE_TYPE,
  ELEMENT,
  type Element,
  ENTRY,
  GRAPH,
  MODEL,
  NODE,
  OPSET,
  TENSOR,
  TYPE,
  VALUE,
} from './schema.js'

/** The version of the file format: what onnxruntime has read since 1.10. */
const IR_VERSION = 8
/** The version of the operators, and of those that ONNX has for tables. */
const OPSET_VERSION = 13
const ML = { domain: 'ai.onnx.ml', version: 2 } as const

/** Values of an attribute: texts, whole numbers, and floats where they are said to be. */
type Attribute = number | readonly string[] | { readonly float: number }

/** Sizes of a value; the first one, of rows, is always left open. */
type Columns = readonly number[]

/** What a node has beside its operator and inputs. */
interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>
  /** One of the operators for tables. */
  readonly ml?: true
  /** What its output is called; a name of its own where none is stated. */
  readonly output?: string
  /** What its output is, of an operator that onnx.checker cannot tell it of: floats of so many columns. */
  readonly columns?: Columns
}

/** A graph of ONNX that is being put together; each method returns the name of a value. */
export class OnnxGraph {
  readonly #nodes: Uint8Array[] = []
  readonly #initializers: Uint8Array[] = []
  readonly #inputs: Uint8Array[] = []
  readonly #outputs: Uint8Array[] = []
  readonly #values: Uint8Array[] = []
  readonly #names = new Set<string>()
  #usesMl = false

  /** A name that no value has yet: this one, or with a number. */
  name(wanted: string): string {
    let name = wanted
    for (let n = 2; this.#names.has(name); n++) name = `${wanted}_${n}`
    this.#names.add(name)
    return name
  }

  /** An input of any number of rows. */
  input(wanted: string, element: Element, columns: Columns): string {
    const name = this.name(wanted)
    this.#inputs.push(valueInfo(GRAPH.inputs, name, element, columns))
    return name
  }

  /** Makes a value that a node gives an output. */
  output(name: string, element: Element, columns: Columns): void {
    this.#outputs.push(valueInfo(GRAPH.outputs, name, element, columns))
  }

  /** The value of a node with one output. */
  node(operator: string, inputs: readonly string[], options: NodeOptions = {}): string {
    const { attributes = {}, ml = false, output = this.name(operator.toLowerCase()), columns } = options
    if (ml) this.#usesMl = true
    if (columns) this.#values.push(valueInfo(GRAPH.values, output, 'float', columns))
    this.#nodes.push(
      bytesField(
        GRAPH.nodes,
        ...inputs.map((input) => textField(NODE.inputs, input)),
        textField(NODE.outputs, output),
        textField(NODE.name, output),
        textField(NODE.operator, operator),
        ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
        ...(ml ? [textField(NODE.domain, ML.domain)] : []),
      ),
    )
    return output
  }

  /** An array of float32, kept in the file. */
  floats(wanted: string, shape: readonly number[], values: Float32Array): string {
    return this.#initializer(wanted, 'float', shape, bytesField(TENSOR.raw, floatBytes(values)))
  }

  /** An array of float64 of one dimension. */
  doubles(wanted: string, values: readonly number[]): string {
    const bytes = new Uint8Array(8 * values.length)
    const view = new DataView(bytes.buffer)
    for (const [n, value] of values.entries()) view.setFloat64(8 * n, value, true)
    return this.#initializer(wanted, 'double', [values.length], bytesField(TENSOR.raw, bytes))
  }

  /** An array of whole numbers of one dimension. */
  integers(wanted: string, values: readonly number[]): string {
    const bytes = new Uint8Array(8 * values.length)
    const view = new DataView(bytes.buffer)
    for (const [n, value] of values.entries()) view.setBigInt64(8 * n, BigInt(value), true)
    return this.#initializer(wanted, 'int64', [values.length], bytesField(TENSOR.raw, bytes))
  }

  /** An array of texts of one dimension. */
  texts(wanted: string, values: readonly string[]): string {
    const fields = values.map((value) => textField(TENSOR.texts, value))
    return this.#initializer(wanted, 'string', [values.length], ...fields)
  }

  #initializer(
    wanted: string,
    element: Element,
    shape: readonly number[],
    ...values: readonly Uint8Array[]
  ): string {
    const name = this.name(wanted)
    this.#initializers.push(
      bytesField(
        GRAPH.initializers,
        ...shape.map((size) => integerField(TENSOR.shape, size)),
        integerField(TENSOR.type, ELEMENT[element]),
        textField(TENSOR.name, name),
        ...values,
      ),
    )
    return name
  }

  /** The bytes of the model. */
  encode(name: string, metadata: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
    const opsets = [{ domain: '', version: OPSET_VERSION }, ...(this.#usesMl ? [ML] : [])]
    return concatenate([
      integerField(MODEL.irVersion, IR_VERSION),
      textField(MODEL.producer, 'antigrad'),
      ...opsets.map(({ domain, version }) =>
        bytesField(MODEL.opsets, textField(OPSET.domain, domain), integerField(OPSET.version, version)),
      ),
      bytesField(
        MODEL.graph,
        ...this.#nodes,
        textField(GRAPH.name, name),
        ...this.#initializers,
        ...this.#inputs,
        ...this.#outputs,
        ...this.#values,
      ),
      ...Object.entries(metadata).map(([key, value]) =>
        bytesField(MODEL.metadata, textField(ENTRY.key, key), textField(ENTRY.value, value)),
      ),
    ])
  }
}

function valueInfo(field: number, name: string, element: Element, columns: Columns): Uint8Array {
  const sizes = [
    bytesField(TYPE.size, textField(TYPE.name, 'rows')),
    ...columns.map((size) => bytesField(TYPE.size, integerField(TYPE.number, size))),
  ]
  const tensor = bytesField(
    TYPE.tensor,
    integerField(TYPE.elements, ELEMENT[element]),
    bytesField(TYPE.shape, ...sizes),
  )
  return bytesField(field, textField(VALUE.name, name), bytesField(VALUE.type, tensor))
}

function attribute(name: string, value: Attribute): Uint8Array {
  const [type, ...values] =
    typeof value === 'number'
      ? [ATTRIBUTE_TYPE.integer, integerField(ATTRIBUTE.integer, value)]
      : 'float' in value
        ? [ATTRIBUTE_TYPE.float, floatField(ATTRIBUTE.float, value.float)]
        : [ATTRIBUTE_TYPE.texts, ...value.map((text) => textField(ATTRIBUTE.texts, text))]
  return bytesField(
    NODE.attributes,
    textField(ATTRIBUTE.name, name),
    ...values,
    integerField(ATTRIBUTE.type, type),
  )
}
