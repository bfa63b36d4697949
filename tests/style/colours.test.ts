import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { PAGE_STYLE } from '../../apps/bench/src/show/page-style.js'
import { NEGATIVE, POSITIVE } from '../../apps/cli/src/report/picture.js'
import { STYLE } from '../../apps/cli/src/report/style.js'

type Colour = readonly number[]

const tokens = await readFile(new URL('../../apps/playground/src/style/tokens.css', import.meta.url), 'utf8')

/** All values of a custom property, as red, green and blue: of light, then of dark. */
function valuesOf(css: string, name: string): Colour[] {
  return [...css.matchAll(new RegExp(`--${name}: ?#([0-9a-f]{6})`, 'g'))].map(([, hex]) =>
    [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)),
  )
}

/** Linear light of a channel of sRGB. */
function linear(channel: number): number {
  const part = channel / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

/** WCAG 2.2: the ratio of contrast. */
function contrast(a: Colour, b: Colour): number {
  const luminance = ([red, green, blue]: Colour) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** How a colour looks to who lacks one kind of cones, in linear light: G. Machado, M. Oliveira, L. Fernandes, 2009, severity 1. */
const SEEN: Readonly<Record<string, readonly Colour[]>> = {
  'with all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'by a protanope': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'by a deuteranope': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'by a tritanope': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** CIE L*a*b* of linear light, D65. */
function lab([red, green, blue]: Colour): Colour {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116)
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

test('weights have the same red and blue in reports and on the page', () => {
  expect(valuesOf(tokens, 'positive')).toEqual([[...POSITIVE]])
  expect(valuesOf(tokens, 'negative')).toEqual([[...NEGATIVE]])
})

test('pages of the bench have the fonts and colours of a report', () => {
  const own = (css: string, name: string) =>
    [...css.matchAll(new RegExp(`--${name}: ?([^;}]+)`, 'g'))].map(([, value]) =>
      value.replaceAll(/, /g, ','),
    )
  for (const name of ['paper', 'ink', 'soft', 'line', 'accent', 'serif', 'sans', 'mono']) {
    const report = own(STYLE.text, name).filter((value) => value !== '#fff')
    expect(own(PAGE_STYLE, name), name).toEqual(report)
  }
})

test.each([
  ['the page', tokens],
  ['a report', STYLE.text],
])('both stand out from the paper of %s, light and dark', (_, css) => {
  const papers = valuesOf(css, 'paper').filter((paper) => paper.join() !== '255,255,255')
  expect(papers).toHaveLength(2)
  for (const paper of papers) {
    for (const colour of [POSITIVE, NEGATIVE]) expect(contrast(colour, paper)).toBeGreaterThan(3)
  }
})

test.each(Object.entries(SEEN))('they are told apart %s', (_, matrix) => {
  const seen = (colour: Colour) =>
    lab(matrix.map((row) => row.reduce((sum, part, k) => sum + part * linear(colour[k]), 0)))
  const [a, b] = [seen(POSITIVE), seen(NEGATIVE)]
  // A difference of 2.3 is just noticed.
  expect(Math.hypot(...a.map((value, k) => value - b[k]))).toBeGreaterThan(40)
})
