import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BadInput } from './errors.js'
import { readModel, writeModel } from './model.js'
import { Network } from './network.js'
import { type Json, writeSafetensors } from './safetensors.js'
import { toTensors } from './tensors.js'

const network = Network.create([4, 3, 2], 1)

/** A model file of `network` with this text as its description. */
function described(text: string): Uint8Array {
  return writeSafetensors(toTensors(network.architecture, network.parameters), { antigrad: text })
}

describe('a model', () => {
  test('comes back as it was written: weights, description, tensors beside', () => {
    const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 4 }),
        fc.integer(),
        json,
        (sizes, seed, kept) => {
          const written = Network.create(sizes, seed)
          const classes = Array.from({ length: sizes[sizes.length - 1] }, (_, c) => `class ${c}`)
          const extra = new Map([['progress.losses', { shape: [2], values: Float32Array.of(1, -0) }]])
          const description = { classes, image: { width: 2, height: 3 }, weightsHash: 'sha256:0', kept }
          const read = readModel(writeModel(written, description, extra), 'file')
          expect(read.network.parameters).toEqual(written.parameters)
          expect(read.network.architecture).toEqual(written.architecture)
          // As JSON keeps it: −0 is 0 there.
          expect(read.description).toEqual(JSON.parse(JSON.stringify({ version: 1, sizes, ...description })))
          expect(read.extra).toEqual(extra)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('of others, with such tensors and no description, is read too', () => {
    const bytes = writeSafetensors(toTensors(network.architecture, network.parameters), {})
    const { description, extra } = readModel(bytes, 'file')
    expect(description).toEqual({ version: 1, sizes: [4, 3, 2] })
    expect(extra.size).toBe(0)
  })

  test.each([
    ['not JSON', 'metadata antigrad: expected a JSON object, found "not JSON"'],
    ['[1]', 'expected a JSON object, found "[1]"'],
    ['null', 'expected a JSON object'],
    ['{"sizes":[4,3,2]}', 'metadata antigrad.version: expected 1, found undefined'],
    ['{"version":2,"sizes":[4,3,2]}', 'metadata antigrad.version: expected 1, found 2'],
    ['{"version":1,"sizes":[4,2]}', 'antigrad.sizes: expected [4,3,2] as the tensors have, found [4,2]'],
    ['{"version":1}', 'antigrad.sizes: expected [4,3,2] as the tensors have, found undefined'],
    ['{"version":1,"sizes":[4,3,2],"classes":["a"]}', 'antigrad.classes: expected 2 names, found ["a"]'],
    ['{"version":1,"sizes":[4,3,2],"classes":[1,2]}', 'antigrad.classes: expected 2 names'],
  ])('with the description %s is refused', (text, message) => {
    expect(() => readModel(described(text), 'm.safetensors')).toThrow(BadInput)
    expect(() => readModel(described(text), 'm.safetensors')).toThrow(message)
  })

  test('of regression has no classes', () => {
    expect(
      readModel(described('{"version":1,"sizes":[4,3,2],"classes":[]}'), 'file').description.classes,
    ).toEqual([])
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('with a weight of %d is refused', (weight) => {
    const { architecture, parameters } = Network.create([4, 3, 2], 1)
    parameters[0] = weight
    const bytes = writeModel(new Network(architecture, parameters), {})
    expect(() => readModel(bytes, 'm.safetensors')).toThrow(BadInput)
  })
})
