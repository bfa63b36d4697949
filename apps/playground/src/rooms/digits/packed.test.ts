import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack, unpack } from './packed.js'

const images = fc
  .array(fc.tuple(fc.nat(9), fc.uint8Array({ minLength: 784, maxLength: 784 }), fc.boolean()), {
    maxLength: 4,
  })
  .map((all) => ({
    features: Uint8Array.from(
      all.flatMap(([, pixels, dark]) => Array.from(pixels, (value) => (dark ? value & 3 : value))),
    ),
    labels: Uint32Array.from(all, ([label]) => label),
  }))

test('any images come back as they were', () => {
  fc.assert(
    fc.property(images, (some) => {
      expect(unpack(pack(some))).toEqual(some)
    }),
  )
})

test('a block that is cut short is refused', () => {
  fc.assert(
    fc.property(
      images.filter(({ features }) => features.some((value) => value > 0)),
      fc.nat(),
      (some, cut) => {
        const block = pack(some)
        expect(() => unpack(block.subarray(0, cut % block.length))).toThrow(RangeError)
      },
    ),
  )
})

test('a block that lies anywhere in its buffer is read', () => {
  const some = { features: new Uint8Array(784).fill(7, 100, 200), labels: Uint32Array.of(3) }
  const block = pack(some)
  const whole = new Uint8Array(block.length + 5)
  whole.set(block, 5)
  expect(unpack(whole.subarray(5))).toEqual(some)
})
