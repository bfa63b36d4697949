import { createRandom } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutBackground } from './background.js'
import { fitSurface, surfaceOver } from './paraboloid.js'

const factor = fc.double({ min: -0.2, max: 0.2, noNaN: true })
const surface = fc.tuple(
  fc.double({ min: 0.3, max: 0.7, noNaN: true }),
  factor,
  factor,
  factor,
  factor,
  factor,
)
const side = fc.integer({ min: 20, max: 90 })

describe('fitSurface', () => {
  it('finds the surface again from its heights', () => {
    fc.assert(
      fc.property(surface, side, side, (expected, width, height) => {
        const plane = { width, height, values: Float32Array.from(surfaceOver(expected, width, height)) }
        const found = fitSurface(plane, [...plane.values.keys()]) ?? []
        for (const [term, value] of found.entries()) expect(value).toBeCloseTo(expected[term], 4)
        expect(found.length).toBe(6)
      }),
    )
  })

  it('says where places do not determine it', () => {
    expect(fitSurface({ width: 5, height: 1, values: new Float32Array(5) }, [0, 1, 2, 3, 4])).toBeUndefined()
    expect(fitSurface({ width: 5, height: 5, values: new Float32Array(25) }, [])).toBeUndefined()
  })
})

describe('withoutBackground', () => {
  it('leaves what is drawn, whatever light lies over the ground, dark or light', () => {
    fc.assert(
      fc.property(
        surface,
        side,
        side,
        fc.constantFrom(-0.3, 0.3),
        fc.constantFrom(4, 12),
        (light, width, height, ink, broad) => {
          const values = Float32Array.from(surfaceOver(light, width, height))
          const drawn = values.map((value, at) => {
            const [x, y] = [at % width, Math.floor(at / width)]
            const inBar = Math.abs(x - width / 2) < width / broad && Math.abs(y - height / 2) < height / 3
            return inBar ? value + ink : value
          })
          const { rest } = withoutBackground({ width, height, values: drawn })
          const errors = rest.values.map((value, at) => Math.abs(value - (drawn[at] - values[at])))
          expect(Math.max(...errors)).toBeLessThan(0.02)
        },
      ),
      // Light that is even along both long sides leaves only two lines of the border near its median.
      { numRuns: 50, examples: [[[0.3, 0, 0, 0.126, 0, 0], 21, 63, -0.3, 4]] },
    )
  })

  it('knows how strong the noise is', () => {
    const random = createRandom(1, 0)
    // Uniform noise of ±0.1 has the median distance 0.05, which for normal noise means 0.074.
    const values = Float32Array.from({ length: 10_000 }, () => 0.5 + 0.2 * (random.uniform() - 0.5))
    expect(withoutBackground({ width: 100, height: 100, values }).noise).toBeCloseTo(0.074, 2)
  })
})
