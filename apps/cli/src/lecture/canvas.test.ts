import fc from 'fast-check'
import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import { Canvas, type Ink } from './canvas.js'
import { framed, projectionOn, withMargin } from './frame.js'

const plain = createColors(false)
const number = fc.double({ min: -1e9, max: 1e9 })

/** How many dots a picture shows. */
function dotsOf(canvas: Canvas): number {
  const bits = canvas
    .lines(plain)
    .flatMap((line) => [...line].map((braille) => (braille.codePointAt(0) ?? 0) - 0x2800))
  return bits.reduce((sum, word) => sum + word.toString(2).replaceAll('0', '').length, 0)
}

describe('a canvas', () => {
  test('shows each dot where it is: two across and four down in a character', () => {
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 6; x++) {
        const canvas = new Canvas(3, 2)
        canvas.dot(x, y, 'line')
        const lines = canvas.lines(plain)
        expect(lines[y >> 2][x >> 1]).toBe('⠁⠂⠄⡀⠈⠐⠠⢀'[(y & 3) + 4 * (x & 1)])
        expect(dotsOf(canvas)).toBe(1)
      }
    }
  })

  test('takes whatever it is given, and is always as large as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number, number)), (lines) => {
        const canvas = new Canvas(7, 3)
        for (const [x0, y0, x1, y1] of lines) canvas.line(x0, y0, x1, y1, 'soft')
        canvas.line(Number.NaN, 0, 1, 1, 'soft')
        canvas.line(0, 0, Number.POSITIVE_INFINITY, 1, 'soft')
        expect(canvas.lines(plain).map((line) => line.length)).toEqual([7, 7, 7])
      }),
    )
  })

  test('draws a line without gaps, both ends included', () => {
    const canvas = new Canvas(10, 5)
    canvas.line(0, 0, 19, 19, 'line')
    expect(dotsOf(canvas)).toBe(20)
    canvas.line(19, 0, 0, 19, 'line')
    expect(dotsOf(canvas)).toBe(40)
  })

  test('where inks overlap the later one of soft, mark, truth, line and end gives the colour', () => {
    const colours = createColors(true)
    const shown = (...inks: Ink[]) => {
      const canvas = new Canvas(1, 1)
      for (const ink of inks) canvas.dot(0, 0, ink)
      return canvas.lines(colours)[0]
    }
    expect(shown('line', 'soft')).toBe(shown('line'))
    expect(shown('mark', 'end', 'line')).toBe(shown('end'))
    expect(shown('soft')).toBe(colours.dim('⠁'))
  })
})

describe('a frame', () => {
  test('puts the corners of a window into those of the canvas', () => {
    const project = projectionOn(new Canvas(10, 5), { x: { low: -1, high: 3 }, y: { low: 10, high: 20 } })
    expect([project([-1, 20]), project([3, 10])]).toEqual([
      [0, 0],
      [19, 19],
    ])
  })

  test('writes the ends of the axes beside the picture', () => {
    const window = { x: { low: 0, high: 40 }, y: { low: -0.5, high: 1200 } }
    expect(framed(['aaaaaaaa', 'bbbbbbbb', 'cccccccc'], 8, window)).toEqual([
      '1,200 aaaaaaaa',
      '      bbbbbbbb',
      ' -0.5 cccccccc',
      '      0     40',
    ])
  })

  test('gives a range a margin, and a single number a range', () => {
    expect(withMargin({ low: 0, high: 10 }, 0.1)).toEqual({ low: -1, high: 11 })
    expect(withMargin({ low: 4, high: 4 })).toEqual({ low: 2, high: 6 })
    expect(withMargin({ low: 0, high: 0 })).toEqual({ low: -1, high: 1 })
  })
})

test('a dot that asks for an empty character leaves those of another ink alone', () => {
  const canvas = new Canvas(2, 1)
  canvas.dot(0, 0, 'line')
  canvas.dotWhereEmpty(1, 3, 'soft')
  canvas.dotWhereEmpty(2, 0, 'soft')
  canvas.dotWhereEmpty(3, 0, 'soft')
  canvas.dotWhereEmpty(-1, 9, 'soft')
  expect(canvas.lines(createColors(false))).toEqual(['\u2801\u2809'])
})
