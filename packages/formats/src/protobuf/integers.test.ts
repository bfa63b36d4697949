import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fields } from './read.js'
import { bytesField, integerField } from './write.js'

const source = { file: 'm', content: 'a message' }

describe('whole numbers of protocol buffers', () => {
  it('are read as they were written, with their signs', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(new Fields(integerField(3, value), source).integer(3)).toBe(value)
        // Packed, the key and the length are left out.
        const packed = bytesField(4, integerField(3, value).subarray(1), integerField(3, -1).subarray(1))
        expect(new Fields(packed, source).integers(4)).toEqual([value, -1])
      }),
    )
  })

  it('have ten bytes where they are negative', () => {
    expect([...integerField(1, -2)]).toEqual([8, 0xfe, ...new Array<number>(8).fill(0xff), 1])
    expect([...integerField(1, 300)]).toEqual([8, 0xac, 2])
  })
})
