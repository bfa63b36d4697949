import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../fixtures/between.js'
import type { Elastic } from './augmentation.js'
import { ElasticField } from './elastic-field.js'
import { gaussianKernel } from './gaussian-kernel.js'
import type { Image } from './image.js'
import { RandomStream } from './random-stream.js'

function drawn(elastic: Elastic, image: Image, seed = 1, epoch = 1, example = 0): Float64Array {
  const random = new RandomStream(seed)
  random.select(epoch, example)
  const field = new ElasticField(elastic, image)
  field.draw(random, 9)
  return field.displacements.subarray(0, 2 * image.width * image.height)
}

/** The readable twin: what the docstring says, number by number. */
function twin({ alpha, sigma }: Elastic, { width, height }: Image, seed: number): Float64Array {
  const random = new RandomStream(seed)
  random.select(1, 0)
  const kernel = gaussianKernel(sigma)
  const radius = (kernel.length - 1) / 2
  const displacements = new Float64Array(2 * width * height)
  for (const axis of [0, 1]) {
    const noise = Float64Array.from({ length: width * height }, (_, n) => {
      const bits = random.bits(9 + n)
      const half = axis === 0 ? bits >>> 16 : bits & 0xffff
      return (((half << 16) >> 16) + 0.5) * (alpha / 32768)
    })
    const alongX = new Float64Array(width * height)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        for (let j = Math.max(0, x - radius); j <= Math.min(width - 1, x + radius); j++) {
          alongX[y * width + x] += kernel[j - x + radius] * noise[y * width + j]
        }
      }
    }
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        for (let j = Math.max(0, y - radius); j <= Math.min(height - 1, y + radius); j++) {
          displacements[2 * (y * width + x) + axis] += kernel[j - y + radius] * alongX[j * width + x]
        }
      }
    }
  }
  return displacements
}

test('has the bits of its readable twin, whatever the size', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 37 }),
      fc.integer({ min: 1, max: 37 }),
      between(0.1, 12),
      between(0, 100),
      fc.integer(),
      (width, height, sigma, alpha, seed) => {
        const elastic = { alpha, sigma }
        expect(drawn(elastic, { width, height }, seed)).toEqual(twin(elastic, { width, height }, seed))
      },
    ),
  )
})

test('moves pixels of 28 × 28 by 1.27 along either axis where σ is 4 and α 34', () => {
  const fields = 1000
  const sums = [0, 0]
  const squares = [0, 0]
  let largest = 0
  for (let example = 0; example < fields; example++) {
    const displacements = drawn({ alpha: 34, sigma: 4 }, { width: 28, height: 28 }, 1, 1, example)
    for (const [n, moved] of displacements.entries()) {
      sums[n % 2] += moved
      squares[n % 2] += moved * moved
      largest = Math.max(largest, Math.abs(moved))
    }
  }
  for (const axis of [0, 1]) {
    expect(Math.sqrt(squares[axis] / (784 * fields))).toBeCloseTo(1.27, 1)
    expect(Math.abs(Math.sqrt(squares[axis] / (784 * fields)) - 1.27)).toBeLessThan(0.02)
    // The mean of a field is itself off by about 0.7.
    expect(Math.abs(sums[axis] / (784 * fields))).toBeLessThan(0.1)
  }
  expect(largest).toBeGreaterThan(3.5)
  expect(largest).toBeLessThan(9)
})

test('moves pixels by no more than α, and both axes independently', () => {
  const displacements = drawn({ alpha: 3, sigma: 0.01 }, { width: 64, height: 64 })
  let product = 0
  for (let n = 0; n < displacements.length; n += 2) {
    expect(Math.abs(displacements[n])).toBeLessThan(3)
    expect(Math.abs(displacements[n + 1])).toBeLessThan(3)
    product += displacements[n] * displacements[n + 1]
  }
  // Of two independent numbers uniform in (−3, 3) the product's deviation is 3: four deviations of the mean of 4096.
  expect(Math.abs(product / 4096)).toBeLessThan((4 * 3) / 64)
})
