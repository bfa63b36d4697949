import { describe, expect, it } from 'vitest'
import type { GreyImage } from '../images/grey-image.js'
import { prepareDigit, toMnistForm } from './mnist-form.js'

const SIDE = 120

type Shade = (x: number, y: number) => number

const picture = (shade: Shade): GreyImage => ({
  width: SIDE,
  height: SIDE,
  pixels: Uint8Array.from({ length: SIDE * SIDE }, (_, at) => shade(at % SIDE, Math.floor(at / SIDE))),
})

/** A ring, as of a 0, by its middle. */
const ring = (x: number, y: number, middle = 60) => Math.abs(Math.hypot((x - middle) / 0.7, y - 60) - 26) < 5

const on = (ground: Shade): GreyImage => picture((x, y) => (ring(x, y) ? 20 : ground(x, y)))
const alone = toMnistForm(on(() => 240))

/** Mean distance of two images, in grey levels, the one moved by a pixel at most: a middle may be rounded either way. */
function distance(a: Uint8Array, b: Uint8Array): number {
  const shifts = [-29, -28, -27, -1, 0, 1, 27, 28, 29]
  return Math.min(
    ...shifts.map(
      (shift) => a.reduce((sum, value, at) => sum + Math.abs(value - (b[at + shift] ?? 0)), 0) / 784,
    ),
  )
}

describe('prepareDigit', () => {
  it.each<[string, Shade]>([
    ['a frame', (x, y) => (Math.min(x, y, 119 - x, 119 - y) === 6 ? 40 : 240)],
    ['rules', (_, y) => (y % 17 === 3 ? 190 : 240)],
    ['upright rules', (x) => (x % 19 === 2 ? 190 : 240)],
    ['a shadow with an edge', (x) => (x > 104 ? 150 : 240)],
    ['specks', (x, y) => ((x * 7 + y * 13) % 997 === 0 && Math.max(x, y) < 30 ? 30 : 240)],
  ])('finds a digit beside %s as it finds it alone, and does not warn', (_, ground) => {
    const { pixels, warnings } = prepareDigit(on(ground))
    expect(warnings).toEqual([])
    expect(distance(pixels, alone)).toBeLessThan(6)
  })

  it('finds ink of any colour on nothing', () => {
    for (const ink of [0, 128, 255]) {
      const { width, height } = picture(() => 0)
      const opacity = picture((x, y) => (ring(x, y) ? 255 : 0)).pixels
      const pixels = opacity.map((alpha) => (alpha > 0 ? ink : 255))
      expect(distance(toMnistForm({ width, height, pixels, opacity }), alone)).toBeLessThan(2)
    }
  })

  it('finds a digit that fills the picture from edge to edge', () => {
    const whole = on(() => 240)
    const [left, top, width, height] = [39, 30, 43, 61]
    const pixels = Uint8Array.from({ length: width * height }, (_, at) => {
      return whole.pixels[(top + Math.floor(at / width)) * SIDE + left + (at % width)]
    })
    const cut = prepareDigit({ width, height, pixels })
    expect(cut.warnings).toEqual([])
    expect(distance(cut.pixels, alone)).toBeLessThan(8)
  })

  it.each<[string, RegExp, Shade]>([
    ['two digits', /2 marks.*: crop/, (x, y) => (ring(x, y, 32) || ring(x, y, 88) ? 20 : 240)],
    ['a line across', /line.*: .*leave paper/, (x, y) => (ring(x, y) || Math.abs(y - 100) < 2 ? 20 : 240)],
    ['ink that is cut', /runs off.*: leave paper/, (x, y) => (ring(x, y, 112) ? 20 : 240)],
    ['a patch', /filled patch.*: /, (x, y) => (Math.max(Math.abs(x - 60), Math.abs(y - 60)) < 25 ? 20 : 240)],
  ])('warns of %s', (_, words, shade) => {
    expect(prepareDigit(picture(shade)).warnings.join('\n')).toMatch(words)
  })
})
