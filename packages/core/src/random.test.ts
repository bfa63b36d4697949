import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom, Orders, STREAM, shuffle } from './random.js'

describe('createRandom', () => {
  test('gives the same numbers for the same seed and stream, on every machine', () => {
    const random = createRandom(42, 0)
    expect([
      random.integer(1000),
      random.integer(1000),
      random.uniform(),
      random.integer(2 ** 31),
    ]).toMatchInlineSnapshot(`
      [
        605,
        225,
        0.8758418435769486,
        673719186,
      ]
    `)
    const other = createRandom(42, 3)
    expect([other.integer(1000), other.integer(1000), other.uniform()]).toMatchInlineSnapshot(`
      [
        291,
        119,
        0.04026260243130508,
      ]
    `)
  })

  test('gives other numbers for another seed or stream', () => {
    const numbers = (seed: number, stream: number) => {
      const random = createRandom(seed, stream)
      return Array.from({ length: 8 }, () => random.integer(2 ** 30)).join()
    }
    const all = [0, 1, 2, -1, 2 ** 31].flatMap((seed) => [0, 1, 2, 3].map((stream) => numbers(seed, stream)))
    expect(new Set(all).size).toBe(all.length)
  })

  test('only the low 32 bits of a seed count', () => {
    expect(createRandom(7, 1).uniform()).toBe(createRandom(7 + 2 ** 32, 1).uniform())
  })

  test('stays within its bounds, and comes everywhere in them', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 6 }), (seed, below) => {
        const random = createRandom(seed, 0)
        const seen = new Set<number>()
        for (let n = 0; n < 200; n++) {
          seen.add(random.integer(below))
          const uniform = random.uniform()
          if (!(uniform >= 0 && uniform < 1)) throw new Error(`uniform gave ${uniform}`)
        }
        expect([...seen].sort()).toEqual(Array.from({ length: below }, (_, k) => k))
      }),
    )
  })
})

describe('shuffle and Orders', () => {
  test('an order is a permutation, and depends on seed and epoch alone', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 300 }),
        (seed, epoch, length) => {
          const order = new Uint32Array(length).fill(9)
          new Orders(seed).fill(order, epoch)
          expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, n) => n))
          const again = new Uint32Array(length)
          new Orders(seed).fill(again, epoch)
          expect(again).toEqual(order)
        },
      ),
    )
  })

  test('an order is that of its epoch’s stream, whatever was asked for before', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
        (seed, epochs) => {
          const orders = new Orders(seed)
          for (const epoch of epochs) {
            const order = new Uint32Array(20)
            orders.fill(order, epoch)
            const expected = Uint32Array.from({ length: 20 }, (_, n) => n)
            shuffle(expected, createRandom(seed, STREAM.order + epoch))
            expect(order).toEqual(expected)
          }
        },
      ),
    )
  })

  test('an order that is made piece by piece is the same, once no more is left', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.integer(), fc.nat(100), pieces, (seed, length, pieces) => {
        const order = new Uint32Array(length)
        const making = new Orders(seed).begin(order, 2)
        for (let piece = 0; making.more(pieces[piece % pieces.length]); piece++);
        const whole = new Uint32Array(length)
        new Orders(seed).fill(whole, 2)
        expect(order).toEqual(whole)
        expect(making.more(1)).toBe(false)
        expect(order).toEqual(whole)
      }),
    )
  })

  test('no two epochs have the order of each other, nor that of the split', () => {
    const orders = Array.from({ length: 20 }, (_, n) => {
      const order = new Uint32Array(50)
      new Orders(3).fill(order, n + 1)
      return order.join()
    })
    const split = Uint32Array.from({ length: 50 }, (_, n) => n)
    shuffle(split, createRandom(3, STREAM.split))
    expect(new Set([...orders, split.join()]).size).toBe(21)
  })

  test('every order of three comes as often as any other', () => {
    const counts = new Map<string, number>()
    const random = createRandom(5, 0)
    for (let n = 0; n < 6000; n++) {
      const items = [0, 1, 2]
      shuffle(items, random)
      counts.set(items.join(), (counts.get(items.join()) ?? 0) + 1)
    }
    // Five standard deviations of 6000 draws of one in six.
    for (const count of counts.values())
      expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(6000 * (5 / 36)))
    expect(counts.size).toBe(6)
  })
})
