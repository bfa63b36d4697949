import type { Dataset } from '@antigrad/core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { GreyImage } from '../images/grey-image.js'
import { openDataset } from '../open.js'
import { toMnistForm } from './mnist-form.js'

let test: Dataset
beforeAll(async () => {
  test = (await openDataset('mnist', { seed: 1 })).test
})

/** A digit of MNIST on a larger picture, each of its pixels `zoom` wide, its ink and its ground as bytes. */
function placed(
  digit: Uint8Array,
  picture: {
    width: number
    height: number
    left: number
    top: number
    zoom: number
    ink: number
    ground: number
  },
): GreyImage {
  const { width, height, left, top, zoom, ink, ground } = picture
  const pixels = new Uint8Array(width * height)
  for (let at = 0; at < pixels.length; at++) {
    const column = Math.floor(((at % width) - left) / zoom)
    const row = Math.floor((Math.floor(at / width) - top) / zoom)
    const share = column >= 0 && column < 28 && row >= 0 && row < 28 ? digit[28 * row + column] / 255 : 0
    pixels[at] = Math.round(ground + share * (ink - ground))
  }
  return { width, height, pixels }
}

/** Mean distance of two images, in grey levels. */
function distance(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length
}

/** How many of the first 100 test digits come back as they were, to within `most` grey levels in the mean. */
function kept(see: (digit: Uint8Array) => GreyImage, most: number): number {
  let count = 0
  for (let n = 0; n < 100; n++) {
    const digit = test.features.subarray(784 * n, 784 * (n + 1)) as Uint8Array
    if (distance(toMnistForm(see(digit)), digit) <= most) count++
  }
  return count
}

const own = { width: 28, height: 28, left: 0, top: 0, zoom: 1 }

describe('toMnistForm', () => {
  it('leaves digits of MNIST as they are', () => {
    expect(kept((digit) => placed(digit, { ...own, ink: 255, ground: 0 }), 2)).toBeGreaterThanOrEqual(95)
  })

  it('brings them back from dark on light, enlarged, pale and off centre', () => {
    const picture = { width: 250, height: 150, left: 130, top: 25, zoom: 4, ink: 90, ground: 210 }
    // One in ten has thin strokes, which become broader.
    expect(kept((digit) => placed(digit, picture), 4)).toBeGreaterThanOrEqual(88)
  })

  const bar = (image: { width: number; height: number; thick: number }): GreyImage => {
    const { width, height, thick } = image
    const pixels = Uint8Array.from({ length: width * height }, (_, at) => {
      const [x, y] = [at % width, Math.floor(at / width)]
      return Math.abs(x - width / 3) <= thick / 2 && y > height / 5 && y < height / 2 ? 0 : 255
    })
    return { width, height, pixels }
  }

  it('makes what is drawn 20 pixels long, and puts its centre of mass in the middle', () => {
    const form = toMnistForm(bar({ width: 300, height: 200, thick: 8 }))
    const rows = Array.from({ length: 28 }, (_, row) => Math.max(...form.subarray(28 * row, 28 * row + 28)))
    expect(rows.filter((most) => most > 0).length).toBe(20)
    let [mass, x, y] = [0, 0, 0]
    for (const [at, value] of form.entries()) {
      mass += value
      x += value * (at % 28)
      y += value * Math.floor(at / 28)
    }
    expect(Math.abs(x / mass - 14)).toBeLessThanOrEqual(0.5)
    expect(Math.abs(y / mass - 14)).toBeLessThanOrEqual(0.5)
  })

  it('makes a hair line as broad as a pen of MNIST', () => {
    const form = toMnistForm(bar({ width: 250, height: 250, thick: 1 }))
    const middle = form.subarray(28 * 14, 28 * 15).reduce((sum, value) => sum + value, 0)
    expect(middle / 255).toBeGreaterThan(1.5)
    expect(middle / 255).toBeLessThan(4)
  })

  it('leaves specks out', () => {
    const image = bar({ width: 100, height: 100, thick: 6 })
    const pixels = image.pixels.slice()
    pixels[100 * 90 + 90] = 0
    pixels[100 * 5 + 95] = 0
    expect(toMnistForm({ ...image, pixels })).toEqual(toMnistForm(image))
  })

  it('is all background where nothing is drawn', () => {
    for (const level of [0, 128, 255]) {
      expect(toMnistForm({ width: 50, height: 40, pixels: new Uint8Array(2000).fill(level) })).toEqual(
        new Uint8Array(784),
      )
    }
  })
})
