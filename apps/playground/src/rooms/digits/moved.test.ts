import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movedDigit } from './moved.js'

const digit = fc.uint8Array({ minLength: 784, maxLength: 784 })
const shift = fc.integer({ min: -6, max: 6 })

test('a shift moves every pixel as far, and dark comes in from the edge', () => {
  fc.assert(
    fc.property(digit, shift, shift, (pixels, right, down) => {
      const moved = movedDigit(pixels, { right, down, turn: 0 })
      for (let y = 0; y < 28; y++) {
        for (let x = 0; x < 28; x++) {
          const [fromX, fromY] = [x - right, y - down]
          const inside = fromX >= 0 && fromX < 28 && fromY >= 0 && fromY < 28
          if (moved[28 * y + x] !== (inside ? pixels[28 * fromY + fromX] : 0)) expect.fail(`${x}, ${y}`)
        }
      }
    }),
    { numRuns: 30 },
  )
})

test('turns clockwise: what lies above comes to the right', () => {
  const pixels = new Uint8Array(784)
  pixels[28 * 4 + 13] = 255
  const moved = movedDigit(pixels, { right: 0, down: 0, turn: 90 })
  expect(moved[28 * 13 + 23]).toBe(255)
  expect(moved.reduce((sum, value) => sum + value, 0)).toBe(255)
})
