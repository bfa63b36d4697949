import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BadInput } from '../errors.js'
import { Network } from '../network/network.js'
import { readModel, writeModel } from './model.js'
import { type Json, readSafetensors, writeSafetensors } from './safetensors.js'
import { toTensors, weightBytes } from './tensors.js'

const network = Network.create([4, 3, 2], 1)

/** A model file of `network` with this text as its description. */
function described(text: string): Uint8Array {
  return writeSafetensors(toTensors(network.architecture, network.parameters), { antigrad: text })
}

/** The same file, its tensors the other way round. */
function backwards(file: Uint8Array): Uint8Array {
  const { tensors, metadata } = readSafetensors(file, 'file')
  const parts = [...tensors].reverse()
  const header: Record<string, unknown> = { __metadata__: metadata }
  let end = 0
  for (const [name, { shape, bytes }] of parts) {
    const begin = end
    end += bytes.length
    header[name] = { dtype: 'F32', shape, data_offsets: [begin, end] }
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const length = new Uint8Array(BigUint64Array.of(BigInt(text.length)).buffer)
  return Uint8Array.from([length, text, ...parts.map(([, { bytes }]) => bytes)].flatMap((part) => [...part]))
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
    ['not JSON', 'm.safetensors: metadata antigrad, offset 0: expected a value, found "not JSON"'],
    ['[1]', 'expected a JSON object, found "[1]"'],
    ['null', 'expected a JSON object'],
    ['{"sizes":[4,3,2]}', 'metadata antigrad.version: expected 1 (is the file of another version'],
    ['{"version":2,"sizes":[4,3,2]}', 'of another version of antigrad?), found 2'],
    ['{"version":1,"sizes":[4,2]}', 'antigrad.sizes: expected [4,3,2] as the tensors have, found [4,2]'],
    ['{"version":1}', 'antigrad.sizes: expected [4,3,2] as the tensors have, found nothing'],
    ['{"version":1,"sizes":[4,3,2],"classes":["a"]}', 'antigrad.classes: expected 2 names, found ["a"]'],
    ['{"version":1,"sizes":[4,3,2],"classes":[1,2]}', 'antigrad.classes: expected 2 names'],
    ['{"version":1,"sizes":[4,3,2],"classes":null}', 'antigrad.classes: expected 2 names, found null'],
    ['{"version":1,"sizes":[4,3,2],"image":null}', 'antigrad.image: expected a width and a height'],
    ['{"version":1,"sizes":[4,3,2],"image":{"width":2}}', 'antigrad.image: expected a width and a height'],
    ['{"version":1,"sizes":[4,3,2],"image":{"width":2,"height":0}}', 'antigrad.image: expected a width'],
    ['{"version":1,"sizes":[4,3,2],"weightsHash":{}}', 'antigrad.weightsHash: expected a text, found {}'],
    ['{"version":1,"version":1,"sizes":[4,3,2]}', 'offset 13: expected each key once, found "version" again'],
    ['{"version":"\\u009b31m\\n\\u2028","sizes":[4,3,2]}', 'found "\\u{9b}31m\\n\\u{2028}"'],
  ])('with the description %s is refused', (text, message) => {
    expect(() => readModel(described(text), 'm.safetensors')).toThrow(BadInput)
    expect(() => readModel(described(text), 'm.safetensors')).toThrow(message)
    expect(() => readModel(described(text), 'm.safetensors')).toThrow(/^[^\n]{1,250}$/)
  })

  test('with a description that is long or deep is refused in one short line', () => {
    for (const value of ['['.repeat(1e6), `${'['.repeat(1e6)}${']'.repeat(1e6)}`, `"${'1'.repeat(1e6)}"`]) {
      const bytes = described(`{"version":1,"sizes":[4,3,2],"weightsHash":1,"kept":${value}}`)
      expect(() => readModel(bytes, 'm.safetensors')).toThrow(BadInput)
      expect(() => readModel(bytes, 'm.safetensors')).toThrow(/^[^\n]{1,250}$/)
    }
  })

  const whole = writeModel(network, { classes: ['a', 'b'] })
  const kept = toTensors(network.architecture, network.parameters)
  const weight = kept.get('layers.0.weight')
  const withNumber = (number: number) => {
    const values = Float32Array.from({ length: 12 }, (_, n) => (n === 5 ? number : 1))
    return writeSafetensors(new Map([...kept, ['layers.0.weight', { shape: [3, 4], values }]]), {})
  }

  test.each([
    ['safetensors', new TextEncoder().encode('# A README, and nothing of a model')],
    ['safetensors', new Uint8Array()],
    ['length', whole.subarray(0, whole.length - 4)],
    ['length', whole.subarray(0, 40)],
    ['header', whole.map((byte, at) => (at === 20 ? 0 : byte))],
    [
      'dtype',
      Uint8Array.from(Buffer.from(Buffer.from(whole).toString('latin1').replace('F32', 'I32'), 'latin1')),
    ],
    ['finite', withNumber(Number.NaN)],
    ['finite', withNumber(Number.POSITIVE_INFINITY)],
    ['network', writeSafetensors(new Map(weight ? [['embedding', weight]] : []), {})],
    ['metadata', described('{"version":2,"sizes":[4,3,2]}')],
  ] as const)('says by a code what is wrong: %s', (fault, bytes) => {
    expect(() => readModel(bytes, 'm.safetensors')).toThrow(
      expect.objectContaining({ name: 'BadInput', fault }),
    )
  })

  test('however it was damaged, what is wrong has a code', () => {
    const damage = fc.record({
      length: fc.integer({ min: 0, max: whole.length }),
      bytes: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 0, maxLength: 4 }),
    })
    let refused = 0
    fc.assert(
      fc.property(damage, ({ length, bytes }) => {
        const file = Uint8Array.from(whole)
        for (const [at, byte] of bytes) file[at] = byte
        try {
          readModel(file.subarray(0, length), 'm.safetensors')
        } catch (error) {
          refused++
          expect(error).toMatchObject({ name: 'BadInput', fault: expect.any(String) })
        }
      }),
      { numRuns: 2000 },
    )
    expect(refused).toBeGreaterThan(500)
  })

  test('of regression has no classes', () => {
    expect(
      readModel(described('{"version":1,"sizes":[4,3,2],"classes":[]}'), 'file').description.classes,
    ).toEqual([])
  })

  test('shows the bytes that its hash is of, before it is made', () => {
    // In the order of their names the eleventh layer comes before the third; in the file any may come first.
    const deep = Network.create(
      Array.from({ length: 13 }, (_, l) => 1 + (l % 3)),
      1,
    )
    const extra = new Map([['best.layers.0.bias', { shape: [1], values: Float32Array.of(7) }]])
    const shown: number[] = []
    readModel(backwards(writeModel(deep, {}, extra)), 'file', (description, weights, file) => {
      expect([description.sizes, file]).toEqual([deep.architecture.sizes, 'file'])
      for (const bytes of weights) shown.push(...bytes)
    })
    expect(shown).toEqual([...weightBytes(deep.architecture, deep.parameters)])
    const refusing = () =>
      readModel(writeModel(network, {}), 'file', () => {
        throw new BadInput('other weights')
      })
    expect(refusing).toThrow('other weights')
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('with a weight of %d is refused', (weight) => {
    const { architecture, parameters } = Network.create([4, 3, 2], 1)
    parameters[0] = weight
    const bytes = writeModel(new Network(architecture, parameters), {})
    expect(() => readModel(bytes, 'm.safetensors')).toThrow(BadInput)
  })
})
