import { describe, expect, it } from 'vitest'
import { BadInput } from '../../errors.js'
import { readSafetensors } from './read.js'

/** A file with this header and so many zeros of data. */
function fileOf(header: string | Uint8Array, dataLength = 0, headerLength?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header
  const bytes = new Uint8Array(8 + text.length + dataLength)
  new DataView(bytes.buffer).setBigUint64(0, headerLength ?? BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes
}

function refusal(bytes: Uint8Array): string {
  try {
    readSafetensors(bytes, 'model.safetensors')
  } catch (error) {
    if (error instanceof BadInput) return error.message
    throw error
  }
  return ''
}

describe('the header of a safetensors file', () => {
  it.each<[string, Uint8Array, string]>([
    [
      'a length that no file has',
      fileOf('{}', 0, 2n ** 64n - 1n),
      'offset 0: expected a safetensors header of at most 4194304 bytes, found a length of 18446744073709551615: this is not a safetensors file',
    ],
    [
      'a header beyond the cap',
      fileOf('{}', 0, 4194305n),
      'offset 0: expected a safetensors header of at most 4194304 bytes',
    ],
    [
      'a header beyond the end',
      fileOf('{}', 0, 3n),
      'offset 10: expected a header of 3 bytes (is the file cut short?), found the end after 2',
    ],
    ['no header', fileOf(''), 'offset 8: expected a header that begins with "{", found ""'],
    ['space before the header', fileOf(' {}'), 'offset 8: expected a header that begins with "{"'],
    [
      'a header that is no object',
      fileOf('[]'),
      'offset 8: expected a header that begins with "{", found "[]"',
    ],
    ['two objects', fileOf('{}{}'), 'offset 10: expected nothing more'],
    ['not UTF-8', fileOf(Uint8Array.of(0x7b, 0xff, 0x7d)), 'offset 9: expected UTF-8, found the byte 0xff'],
    [
      'a tensor twice',
      fileOf(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        4,
      ),
      'offset 62: expected each key once, found "a" again',
    ],
    [
      'a field twice',
      fileOf('{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4),
      'expected each key once, found "dtype" again',
    ],
    ['a text of metadata twice', fileOf('{"__metadata__":{"a":"1","a":"2"}}'), 'expected each key once'],
    ['metadata that is no text', fileOf('{"__metadata__":{"a":1}}'), 'expected a text, found "1}}"'],
    [
      'another dtype',
      fileOf('{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}', 4),
      'offset 22: expected dtype F32, found "F16"',
    ],
    [
      'another field',
      fileOf('{"a":{"dtype":"F32","shape":[1],"offsets":[0,4]}}', 4),
      'expected dtype, shape or data_offsets, found "offsets"',
    ],
    [
      'no dtype',
      fileOf('{"a":{"shape":[1],"data_offsets":[0,4]}}', 4),
      'offset 9: expected dtype of "a", found none',
    ],
    [
      'no shape',
      fileOf('{"a":{"dtype":"F32","data_offsets":[0,4]}}', 4),
      'expected shape of "a", found none',
    ],
    [
      'no offsets',
      fileOf('{"a":{"dtype":"F32","shape":[1]}}', 4),
      'expected data_offsets of "a", found none',
    ],
    [
      'one offset',
      fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}', 4),
      'expected data_offsets [begin, end], found 1 of two',
    ],
    [
      'three offsets',
      fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}', 4),
      'expected at most 2 numbers',
    ],
    [
      'a size with a point',
      fileOf('{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}', 4),
      'expected a whole number from 0, found "1.0"',
    ],
    [
      'a negative size',
      fileOf('{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', 4),
      'expected a whole number from 0, found "-1"',
    ],
    [
      'a size as a power',
      fileOf('{"a":{"dtype":"F32","shape":[1e0],"data_offsets":[0,4]}}', 4),
      'expected a whole number from 0, found "1e0"',
    ],
    [
      'a size beyond 2⁵³',
      fileOf('{"a":{"dtype":"F32","shape":[9007199254740992],"data_offsets":[0,4]}}', 4),
      'expected a whole number from 0',
    ],
    [
      'sizes whose product overflows 64 bits',
      fileOf('{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,0]}}'),
      'bytes for the shape [4294967296,4294967296,4294967296], found 0 bytes',
    ],
    [
      'an overflow hidden by a zero',
      fileOf('{"a":{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}'),
      'found 0 bytes',
    ],
    [
      'a shape for more data',
      fileOf('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', 4),
      'expected 8 bytes for the shape [2], found 4 bytes',
    ],
    [
      'a rank of 65',
      fileOf(`{"a":{"dtype":"F32","shape":[${Array(65).fill(1)}],"data_offsets":[0,4]}}`, 4),
      'expected at most 64 numbers',
    ],
    [
      'a gap before',
      fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', 8),
      'expected a tensor that begins at 0, where the one before it ends, found "a" at 4 to 8',
    ],
    [
      'a gap within',
      fileOf(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}',
        12,
      ),
      'begins at 4',
    ],
    [
      'a gap after',
      fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 8),
      'expected tensors that fill the 8 bytes of data, found 4 bytes of tensors',
    ],
    [
      'an overlap',
      fileOf(
        '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}',
        12,
      ),
      'begins at 8',
    ],
    [
      'the same bytes twice',
      fileOf(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        4,
      ),
      'begins at 4',
    ],
    [
      'offsets turned round',
      fileOf(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}',
        4,
      ),
      'begins at 4',
    ],
    [
      'a tensor beyond the end',
      fileOf('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 4),
      'expected a tensor within the 4 bytes of data (is the file cut short?), found "a" at 0 to 8',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(refusal(bytes)).toContain(message)
  })
})
