import { BadInput, type Tensor } from '@antigrad/core'
import { type Json, quoted, shownJson } from '@antigrad/core/internal'
import type { FoundModel } from '../found-model.js'
import { fieldsOf, listOf } from '../json-fields.js'

type Fields = ReturnType<typeof fieldsOf>

/**
 * What `toJSON` of brain.js 1 writes: a unit by its key in its layer, its weights by the keys of the layer before. All layers
 * have one activation, the last one too: σ.
 */
export function readBrain({ layers, activation, outputLookup }: Fields, file: string): FoundModel {
  if (activation !== 'sigmoid') {
    throw new BadInput(
      `${file}: expected the activation "sigmoid", which brain.js gives the outputs too, found ${shownJson(activation)}`,
    )
  }
  const units = listOf(layers).map((layer) => Object.entries(fieldsOf(layer)))
  if (units.length < 2 || units.some((layer) => layer.length === 0)) {
    throw new BadInput(`${file}: expected layers of units, found ${shownJson(layers)}`)
  }
  const tensors = new Map<string, Tensor>()
  for (let l = 1; l < units.length; l++) {
    const inputs = units[l - 1].map(([key]) => key)
    for (const [key, unit] of units[l]) {
      const count = Object.keys(fieldsOf(fieldsOf(unit).weights)).length
      if (count === inputs.length) continue
      const place = `${file}: layer ${l}, unit ${quoted(key)}`
      throw new BadInput(`${place}: expected ${inputs.length} weights, found ${count}`)
    }
    const weight = new Float32Array(units[l].length * inputs.length)
    const bias = new Float32Array(units[l].length)
    for (const [j, [key, unit]] of units[l].entries()) {
      const { bias: own, weights } = fieldsOf(unit)
      const place = `${file}: layer ${l}, unit ${quoted(key)}`
      bias[j] = numberOf(own, `${place}, bias`)
      const found = fieldsOf(weights)
      for (const [i, input] of inputs.entries()) {
        weight[j * inputs.length + i] = numberOf(found[input], `${place}, weight ${quoted(input)}`)
      }
    }
    tensors.set(`layers.${l - 1}.weight`, { shape: [units[l].length, inputs.length], values: weight })
    tensors.set(`layers.${l - 1}.bias`, { shape: [units[l].length], values: bias })
  }
  const activations = units.slice(2).map(() => 'sigmoid' as const)
  const classes = outputLookup ? { classes: units[units.length - 1].map(([key]) => key) } : {}
  return { tensors, functions: { activations, head: 'squared' }, ...classes }
}

function numberOf(json: Json | undefined, place: string): number {
  if (typeof json === 'number') return json
  throw new BadInput(`${place}: expected a number, found ${shownJson(json)}`)
}
