import { BadInput, type Tensor, toTensors } from '@antigrad/core'
import { type Json, parseJson, shownJson } from '@antigrad/core/internal'
import { utf8Bytes } from '../bytes.js'
import type { Files, FileToRead, ModelFormat } from '../format.js'
import type { FoundModel } from '../found-model.js'
import { fieldsOf, listOf } from '../json-fields.js'
import { DESCRIPTION, descriptionOf, type SharedModel } from '../shared-model.js'
import { readBrain } from './brain.js'

/**
 * A model as JSON that anybody reads: `{ "antigrad": description, "layers": [{ "weight": [[…]], "bias": […] }] }`, weights
 * (outputs, inputs). What brain.js writes is read too.
 */
export const json: ModelFormat = {
  name: 'json',
  extension: '.json',
  write: writeJson,
  accepts: (name) => /\.json$/i.test(name),
  read: readJson,
}

function writeJson(model: SharedModel, name: string): Files {
  const { architecture, parameters } = model.network
  const tensors = toTensors(architecture, parameters)
  const layers = architecture.layers.map(({ inputs, outputs }, l) => {
    const weight = tensors.get(`layers.${l}.weight`)?.values ?? new Float32Array(0)
    const rows = Array.from({ length: outputs }, (_, j) =>
      listText(weight.subarray(j * inputs, (j + 1) * inputs)),
    )
    const bias = tensors.get(`layers.${l}.bias`)?.values ?? new Float32Array(0)
    return `{"weight":[${rows.join(',\n')}],\n"bias":${listText(bias)}}`
  })
  const text = `{"${DESCRIPTION}":${descriptionOf(model)},\n"layers":[${layers.join(',\n')}]}\n`
  return new Map([[name, utf8Bytes(text)]])
}

/** Numbers as JSON, each with all its bits: `JSON.stringify` makes 0 of −0. */
function listText(values: Float32Array): string {
  return `[${Array.from(values, (value) => (Object.is(value, -0) ? '-0' : String(value))).join(',')}]`
}

function readJson({ file, bytes }: FileToRead): FoundModel {
  const found = fieldsOf(parseJson(bytes, file))
  const own = found[DESCRIPTION]
  if (own === undefined && found.sizes !== undefined) return readBrain(found, file)
  const tensors = new Map<string, Tensor>()
  for (const [l, layer] of listOf(found.layers).entries()) {
    const { weight, bias } = fieldsOf(layer)
    const rows = listOf(weight)
    const inputs = listOf(rows[0]).length
    // Each row is looked at before there is memory for all of them.
    const numbers = rows.map((row, j) => numbersOf(row, inputs, `${file}: layers.${l}.weight, row ${j}`))
    const values = new Float32Array(rows.length * inputs)
    for (const [j, row] of numbers.entries()) values.set(row, j * inputs)
    tensors.set(`layers.${l}.weight`, { shape: [rows.length, inputs], values })
    const biases = numbersOf(bias, rows.length, `${file}: layers.${l}.bias`)
    tensors.set(`layers.${l}.bias`, { shape: [rows.length], values: biases })
  }
  if (tensors.size === 0) {
    throw new BadInput(`${file}: expected layers of a network, found ${shownJson(Object.keys(found))}`)
  }
  return { tensors, ...(own !== undefined && { description: JSON.stringify(own) }) }
}

/** @throws BadInput for another number of them, or anything else */
function numbersOf(json: Json | undefined, count: number, place: string): Float32Array {
  const list = listOf(json)
  if (list.length === count && list.every((value) => typeof value === 'number')) {
    return Float32Array.from(list as readonly number[])
  }
  throw new BadInput(`${place}: expected ${count} numbers, found ${shownJson(json)}`)
}
