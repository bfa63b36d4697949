import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../fixtures/between.js'
import { createRandom } from '../../random.js'
import { type Motion, writeInverseMap } from './affine-map.js'
import type { Image } from './image.js'
import { Resampler } from './resampler.js'

const STILL: Motion = { shiftX: 0, shiftY: 0, rotation: 0, scaleX: 1, scaleY: 1, shear: 0 }

function moved(
  pixels: Uint8Array,
  image: Image,
  motion: Partial<Motion>,
  displacements = new Float64Array(2 * image.width * image.height),
): Uint8Array {
  const map = new Float64Array(6)
  writeInverseMap({ ...STILL, ...motion }, image, map)
  const out = new Uint8Array(pixels.length)
  new Resampler(image).resample(pixels, map, displacements, out)
  return out
}

const side = fc.integer({ min: 1, max: 30 })
const sizes = fc.record({ width: side, height: side })

function imageOf({ width, height }: Image, seed: number): Uint8Array {
  const random = createRandom(seed, 0)
  return Uint8Array.from({ length: width * height }, () => random.integer(256))
}

/** The pixel at (x, y), 0 outside. */
function at(pixels: Uint8Array, { width, height }: Image, x: number, y: number): number {
  return x >= 0 && x < width && y >= 0 && y < height ? pixels[y * width + x] : 0
}

/** The readable twin: four pixels, 0 outside. */
function twin(pixels: Uint8Array, image: Image, map: Float64Array, displacements: Float64Array): Uint8Array {
  return Uint8Array.from(pixels, (_, n) => {
    const x = n % image.width
    const y = Math.floor(n / image.width)
    const sourceX = map[0] * x + (map[1] * y + map[2]) + displacements[2 * n]
    const sourceY = map[3] * x + (map[4] * y + map[5]) + displacements[2 * n + 1]
    const left = Math.floor(sourceX)
    const top = Math.floor(sourceY)
    const between = (row: number) =>
      (1 - (sourceX - left)) * at(pixels, image, left, row) +
      (sourceX - left) * at(pixels, image, left + 1, row)
    return Math.floor((1 - (sourceY - top)) * between(top) + (sourceY - top) * between(top + 1) + 0.5)
  })
}

const motions = fc.record({
  shiftX: between(-9, 9),
  shiftY: between(-9, 9),
  rotation: between(-180, 180),
  scaleX: between(0.1, 1.9),
  scaleY: between(0.1, 1.9),
  shear: between(-80, 80),
})

test('has the bits of its readable twin', () => {
  fc.assert(
    fc.property(sizes, motions, fc.nat(), (image, motion, seed) => {
      const pixels = imageOf(image, seed)
      const random = createRandom(seed, 1)
      const displacements = Float64Array.from({ length: 2 * pixels.length }, () => 6 * random.uniform() - 3)
      const map = new Float64Array(6)
      writeInverseMap(motion, image, map)
      expect(moved(pixels, image, motion, displacements)).toEqual(twin(pixels, image, map, displacements))
    }),
  )
})

test('leaves an image that stays as it is', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (image, seed) => {
      const pixels = imageOf(image, seed)
      expect(moved(pixels, image, {})).toEqual(pixels)
    }),
  )
})

test('shifts by whole pixels exactly, to the right and down, dark from outside', () => {
  const whole = fc.integer({ min: -32, max: 32 })
  fc.assert(
    fc.property(sizes, whole, whole, fc.nat(), (image, shiftX, shiftY, seed) => {
      const pixels = imageOf(image, seed)
      const expected = pixels.map((_, n) =>
        at(pixels, image, (n % image.width) - shiftX, Math.floor(n / image.width) - shiftY),
      )
      expect(moved(pixels, image, { shiftX, shiftY })).toEqual(expected)
    }),
  )
})

test('shifts by half a pixel to the mean of neighbours, halves up', () => {
  const pixels = Uint8Array.of(10, 21, 40)
  expect([...moved(pixels, { width: 3, height: 1 }, { shiftX: 0.5 })]).toEqual([5, 16, 31])
})

test('turns by quarters exactly: four are a whole turn, two a half', () => {
  fc.assert(
    fc.property(side, fc.nat(), (width, seed) => {
      const image = { width, height: width }
      const pixels = imageOf(image, seed)
      const quarter = moved(pixels, image, { rotation: 90 })
      // Right of the centre goes below it: y points down.
      const expected = pixels.map((_, n) => at(pixels, image, Math.floor(n / width), width - 1 - (n % width)))
      expect(quarter).toEqual(expected)
      expect(moved(quarter, image, { rotation: 90 })).toEqual(pixels.toReversed())
      expect(moved(pixels, image, { rotation: -180 })).toEqual(pixels.toReversed())
      expect(moved(quarter, image, { rotation: -90 })).toEqual(pixels)
    }),
  )
})

/** Where the light is, in pixels from the image's centre, and how far it spreads along either axis. */
function moments(pixels: Uint8Array, { width, height }: Image) {
  let total = 0
  const sums = { x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
  for (const [n, light] of pixels.entries()) {
    const x = (n % width) - (width - 1) / 2
    const y = Math.floor(n / width) - (height - 1) / 2
    total += light
    sums.x += light * x
    sums.y += light * y
    sums.xx += light * x * x
    sums.yy += light * y * y
    sums.xy += light * x * y
  }
  const { x, y, xx, yy, xy } = sums
  return { x: x / total, y: y / total, xx: xx / total, yy: yy / total, xy: xy / total, total }
}

const WIDE: Image = { width: 61, height: 61 }

/** A smooth spot at (x, y) from the centre. */
function spot(x: number, y: number, spread: number): Uint8Array {
  return Uint8Array.from({ length: 61 * 61 }, (_, n) => {
    const dx = (n % 61) - 30 - x
    const dy = Math.floor(n / 61) - 30 - y
    return Math.round(255 * Math.exp(-(dx * dx + dy * dy) / (2 * spread * spread)))
  })
}

test('moves a spot to where rotation, shear, scale and shift take it', () => {
  const motions = fc.record({
    rotation: between(-180, 180),
    shear: between(-30, 30),
    scaleX: between(0.8, 1.2),
    scaleY: between(0.8, 1.2),
    shiftX: between(-3, 3),
    shiftY: between(-3, 3),
  })
  const offset = between(-6, 6)
  fc.assert(
    fc.property(motions, offset, offset, (motion, x, y) => {
      const angle = (motion.rotation * Math.PI) / 180
      const slid = x * motion.scaleX + Math.tan((motion.shear * Math.PI) / 180) * y * motion.scaleY
      const stretched = y * motion.scaleY
      const found = moments(moved(spot(x, y, 3), WIDE, motion), WIDE)
      expect(found.x).toBeCloseTo(slid * Math.cos(angle) - stretched * Math.sin(angle) + motion.shiftX, 0)
      expect(found.y).toBeCloseTo(slid * Math.sin(angle) + stretched * Math.cos(angle) + motion.shiftY, 0)
    }),
  )
})

test('stretches each axis by its factor', () => {
  const still = moments(spot(0, 0, 5), WIDE)
  const { xx, yy } = moments(moved(spot(0, 0, 5), WIDE, { scaleX: 1.3, scaleY: 0.8 }), WIDE)
  expect(Math.sqrt(xx / still.xx)).toBeCloseTo(1.3, 1)
  expect(Math.sqrt(yy / still.yy)).toBeCloseTo(0.8, 1)
})
