import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadInput } from '../../errors.js'
import { type ReadOptions, readSafetensors, type Safetensors, type Tensor } from './read.js'
import { writeSafetensors } from './write.js'

const FILE = 'model.safetensors'

/** A file with this header and so many zeros of data. */
function fileOf(header: string, dataLength = 0): Uint8Array {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + text.length + dataLength)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes
}

function refusal(bytes: Uint8Array, options?: ReadOptions): string {
  try {
    readSafetensors(bytes, FILE, options)
  } catch (error) {
    if (error instanceof BadInput) return error.message
    throw error
  }
  return ''
}

/** Reads any bytes: a file whose every tensor is what its shape says, or one line that names file and offset. */
function readOrRefuse(bytes: Uint8Array): Safetensors | undefined {
  const message = refusal(bytes)
  if (message !== '') {
    expect(message).toMatch(/^model\.safetensors, offset \d+: expected [^\n]+, found [^\n]+$/)
    return undefined
  }
  const file = readSafetensors(bytes, FILE)
  let values = 0
  for (const { shape, values: found } of file.tensors.values()) {
    expect(found.length).toBe(shape.reduce((product, size) => product * size, 1))
    values += found.length
  }
  expect(4 * values).toBeLessThan(bytes.length)
  return file
}

const model = writeSafetensors(
  new Map<string, Tensor>([
    ['layers.0.weight', { shape: [2, 3], values: Float32Array.of(1, -2, 3.5, -0, 1e-40, 6) }],
    ['layers.0.bias', { shape: [2], values: Float32Array.of(0.25, -1) }],
    ['empty', { shape: [0, 7], values: new Float32Array(0) }],
  ]),
  { format: 'pt', name: 'é 😀' },
)

describe('readSafetensors', () => {
  it('refuses a file cut short at any length, and one with a byte too many', () => {
    for (let length = 0; length < model.length; length++) {
      expect(refusal(model.subarray(0, length))).toMatch(/^model\.safetensors, offset \d+: expected/)
    }
    expect(refusal(Uint8Array.of(...model, 0))).toContain(
      'expected tensors that fill the 33 bytes of data, found 32',
    )
  })

  it('takes any flipped bit: refused, or read as another file', () => {
    for (let bit = 0; bit < model.length * 8; bit++) {
      const bytes = model.slice()
      bytes[bit >> 3] ^= 1 << (bit & 7)
      readOrRefuse(bytes)
    }
  })

  it('takes any bytes', () => {
    const at = fc.nat(model.length - 1)
    const change = fc.oneof(
      fc.record({ at, cut: fc.nat(8), put: fc.uint8Array({ maxLength: 8 }) }),
      // The characters that a header is made of, so that many mutants get past the first check.
      fc.record({
        at: fc.integer({ min: 8, max: model.length - 33 }),
        cut: fc.nat(2),
        put: fc
          .array(fc.constantFrom(...'{}[]",:0123456789-.eE\\u \n_adtpyshFI'), { maxLength: 3 })
          .map((characters) => new TextEncoder().encode(characters.join(''))),
      }),
    )
    let accepted = 0
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), (changes, keepLength) => {
        let bytes: number[] = [...model]
        for (const { at, cut, put } of changes)
          bytes = [...bytes.slice(0, at), ...put, ...bytes.slice(at + cut)]
        const mutant = Uint8Array.from(bytes)
        // The header's length moves with its text, or every insertion would be refused for the same reason.
        if (!keepLength && mutant.length > 8 + 32)
          new DataView(mutant.buffer).setBigUint64(0, BigInt(mutant.length - 8 - 32), true)
        if (readOrRefuse(mutant)) accepted++
      }),
      { numRuns: 12_000 },
    )
    expect(accepted).toBeGreaterThan(100)
  })

  it('reads the same values wherever the bytes lie: in place at a multiple of four, copied elsewhere', () => {
    const { tensors } = readSafetensors(model, FILE)
    for (let shift = 0; shift < 8; shift++) {
      const moved = new Uint8Array(shift + model.length).subarray(shift)
      moved.set(model)
      const found = readSafetensors(moved, FILE).tensors
      for (const [name, { values, bytes }] of tensors) {
        expect(found.get(name)?.values).toEqual(values)
        expect(found.get(name)?.bytes).toEqual(bytes)
        expect(found.get(name)?.values.buffer === moved.buffer).toBe(shift % 4 === 0)
      }
    }
  })

  it('refuses NaN and infinities where asked, and says which value', () => {
    for (const wrong of [Number.NaN, Infinity, -Infinity]) {
      const bytes = writeSafetensors(
        new Map([['w', { shape: [3], values: Float32Array.of(1, wrong, wrong) }]]),
      )
      expect(refusal(bytes, { finite: true })).toBe(
        `${FILE}, offset ${bytes.length - 8}: expected a finite number, found ${wrong} in "w" at index 1`,
      )
      expect(refusal(bytes)).toBe('')
    }
  })

  it('keeps __proto__ and constructor as names and keys', () => {
    const bytes = fileOf(
      '{"__metadata__":{"__proto__":"p","constructor":"c"},"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"constructor":{"dtype":"F32","shape":[],"data_offsets":[4,8]}}',
      8,
    )
    const { tensors, metadata } = readSafetensors(bytes, FILE)
    expect([...tensors.keys()]).toEqual(['__proto__', 'constructor'])
    expect(Object.entries(metadata)).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ])
    expect(({} as Record<string, unknown>).dtype).toBe(undefined)
  })

  it('refuses a header of 100 MB before it reads it, and any header in less than a second', () => {
    const huge = new Uint8Array(100e6)
    new DataView(huge.buffer).setBigUint64(0, 99_999_992n, true)
    const full = 4 * 2 ** 20
    const files = [
      huge,
      fileOf('{"a":'.repeat(full / 5)),
      fileOf(`{"${'a'.repeat(full - 10)}`),
      fileOf(`{"a":{"shape":[${'0,'.repeat(full / 2 - 10)}`),
      fileOf(`{"a":{"shape":[${'1'.repeat(full - 20)}`),
      fileOf(
        `{${Array.from({ length: 60_000 }, (_, n) => `"${n}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}`)}}`,
      ),
      fileOf(`{"__metadata__":{${Array.from({ length: 250_000 }, (_, n) => `"${n}":"a"`)}}}`),
      fileOf(`{"__metadata__":{"a":"${'\\"'.repeat(full / 2 - 20)}"}}!`),
    ]
    for (const file of files) {
      const before = process.cpuUsage()
      expect(refusal(file)).not.toBe('')
      // Time of the processor: what else the machine does is not measured.
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1e6).toBeLessThan(1)
    }
  })
})
