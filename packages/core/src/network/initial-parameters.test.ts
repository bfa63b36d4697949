import { describe, expect, test } from 'vitest'
import { createArchitecture } from './architecture.js'
import { fillInitialParameters } from './initial-parameters.js'
import { layerMatrices } from './layer-matrices.js'
import { indexOf } from './matrix.js'

function initial(sizes: readonly number[], seed: number) {
  const architecture = createArchitecture(sizes)
  const parameters = new Float32Array(architecture.length).fill(9)
  fillInitialParameters(architecture, parameters, seed)
  return { architecture, parameters, layers: layerMatrices(architecture, parameters) }
}

describe('fillInitialParameters', () => {
  test('weights are uniform in ±√(3 / inputs), with variance 1 / inputs; biases and padding are 0', () => {
    const { architecture, layers } = initial([300, 49, 10], 1)
    for (const [l, layer] of layers.entries()) {
      const { inputs, outputs } = architecture.layers[l]
      let [sum, squares, largest] = [0, 0, 0]
      for (let i = 0; i < inputs; i++) {
        for (let j = 0; j < outputs; j++) {
          const w = layer.values[indexOf(layer, i, j)]
          sum += w
          squares += w * w
          largest = Math.max(largest, Math.abs(w))
        }
      }
      const count = inputs * outputs
      const limit = Math.fround(Math.sqrt(3 / inputs))
      expect(largest).toBeLessThanOrEqual(limit)
      expect(largest).toBeGreaterThan(0.95 * limit)
      // Five standard deviations of the mean, and of the variance (of a uniform square: 4/45 · limit⁴).
      expect(Math.abs(sum / count)).toBeLessThan(5 * Math.sqrt(1 / inputs / count))
      expect(Math.abs(squares / count - 1 / inputs)).toBeLessThan(5 * Math.sqrt(4 / 45 / count) * limit ** 2)
      const others = layer.values.slice()
      for (let i = 0; i < inputs; i++) {
        for (let j = 0; j < outputs; j++) others[indexOf(layer, i, j)] = 0
      }
      expect(others.every((value) => Object.is(value, 0))).toBe(true)
    }
  })

  test('the same seed gives the same bits; another seed others', () => {
    expect(initial([5, 4, 3], 7).parameters).toEqual(initial([5, 4, 3], 7).parameters)
    expect(initial([5, 4, 3], 7).parameters).not.toEqual(initial([5, 4, 3], 8).parameters)
  })

  test('they are on every machine', () => {
    expect(Array.from(initial([2, 2], 1).parameters)).toMatchInlineSnapshot(`
      [
        1.2247447967529297,
        0.765514612197876,
        0,
        0,
        0.35451817512512207,
        0.010074588470160961,
        0,
        0,
        0,
        0,
        0,
        0,
      ]
    `)
  })
})
