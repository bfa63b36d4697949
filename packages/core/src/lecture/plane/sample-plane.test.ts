import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onCircle } from './on-circle.js'
import { PLANE_SETS, type PlaneSetName, REACH } from './plane-sets.js'
import { samplePlane } from './sample-plane.js'

const names = Object.keys(PLANE_SETS) as PlaneSetName[]
const set = fc.constantFrom(...names)
const seed = fc.nat()

test('places lie on the circle', () => {
  fc.assert(
    fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (part) => {
      const [x, y] = onCircle(part)
      expect(x).toBeCloseTo(Math.cos(2 * Math.PI * part), 12)
      expect(y).toBeCloseTo(Math.sin(2 * Math.PI * part), 12)
    }),
  )
})

test('points without noise lie within reach, both parts of every class alike', () => {
  fc.assert(
    fc.property(set, seed, fc.integer({ min: 3, max: 100 }), (set, seed, count) => {
      const { train, test } = samplePlane({ set, count, noise: 0, seed })
      const { classes } = PLANE_SETS[set]
      for (const part of [train, test]) {
        expect(part.features).toHaveLength(2 * count)
        expect(part.features.every((value) => Math.abs(value) <= REACH)).toBe(true)
        for (let label = 0; label < classes; label++) {
          const found = part.labels?.filter((one) => one === label).length ?? 0
          expect(Math.abs(found - count / classes)).toBeLessThan(1)
        }
      }
      if (set !== 'blobs') expect(train.features).not.toEqual(test.features)
    }),
  )
})

test('a sample is decided by its seed, and noise moves what it draws', () => {
  fc.assert(
    fc.property(set, seed, (set, seed) => {
      const sample = { set, count: 20, noise: 0.1, seed }
      expect(samplePlane(sample)).toEqual(samplePlane(sample))
      expect(samplePlane(sample)).not.toEqual(samplePlane({ ...sample, seed: seed + 1 }))
      expect(samplePlane(sample)).not.toEqual(samplePlane({ ...sample, noise: 0.2 }))
    }),
  )
})

test('no line through the plane tells most sets apart; each point of blobs is nearest to its own heap', () => {
  const { train } = samplePlane({ set: 'blobs', count: 90, noise: 0.1, seed: 1 })
  const heaps = samplePlane({ set: 'blobs', count: 3, noise: 0, seed: 1 }).train.features
  for (let n = 0; n < train.count; n++) {
    const distances = [0, 1, 2].map((label) =>
      Math.hypot(train.features[2 * n] - heaps[2 * label], train.features[2 * n + 1] - heaps[2 * label + 1]),
    )
    expect(distances.indexOf(Math.min(...distances))).toBe(train.labels?.[n])
  }
  for (const set of ['circle', 'xor', 'spiral'] as const) {
    const { train } = samplePlane({ set, count: 400, noise: 0, seed: 1 })
    for (let angle = 0; angle < 60; angle++) {
      const [a, b] = onCircle(angle / 60)
      for (let offset = -2; offset <= 2; offset += 0.2) {
        const right = train.labels?.filter(
          (label, n) => a * train.features[2 * n] + b * train.features[2 * n + 1] > offset === (label === 1),
        )
        expect((right?.length ?? 0) / train.count).toBeLessThan(0.8)
      }
    }
  }
})

test('nonsense is refused', () => {
  const good = { set: 'moons', count: 10, noise: 0.1, seed: 1 } as const
  expect(() => samplePlane({ ...good, set: 'toString' as 'moons' })).toThrow('expected a set of points')
  expect(() => samplePlane({ ...good, count: 1 })).toThrow('at least 2 points')
  expect(() => samplePlane({ ...good, noise: -1 })).toThrow('noise')
})
