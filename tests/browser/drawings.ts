import type { Page } from 'playwright-core'

type Line = readonly (readonly [x: number, y: number])[]

/** How a person draws each digit: lines through places on the paper, 0 … 1. */
export const DRAWINGS: Readonly<Record<number, readonly Line[]>> = {
  0: [arc(0.5, 0.5, 0.2, 0.32, -90, 270)],
  1: [
    [
      [0.53, 0.16],
      [0.5, 0.84],
    ],
  ],
  2: [[...arc(0.5, 0.34, 0.19, 0.17, 190, 380), [0.56, 0.6], [0.3, 0.82], [0.5, 0.8], [0.74, 0.82]]],
  3: [[...arc(0.47, 0.33, 0.19, 0.15, 200, 440), ...arc(0.47, 0.64, 0.22, 0.17, -90, 150)]],
  4: [
    [
      [0.36, 0.18],
      [0.3, 0.52],
      [0.68, 0.52],
    ],
    [
      [0.64, 0.2],
      [0.6, 0.86],
    ],
  ],
  5: [[[0.7, 0.18], [0.4, 0.19], [0.37, 0.46], ...arc(0.47, 0.63, 0.2, 0.18, -100, 140)]],
  6: [[[0.62, 0.15], [0.45, 0.32], [0.35, 0.6], ...arc(0.5, 0.66, 0.15, 0.16, 170, -200)]],
  7: [
    [
      [0.28, 0.22],
      [0.72, 0.2],
      [0.55, 0.5],
      [0.46, 0.84],
    ],
  ],
  8: [[...arc(0.5, 0.33, 0.15, 0.15, 90, -270), ...arc(0.5, 0.66, 0.18, 0.18, -90, 270)]],
  9: [[...arc(0.5, 0.34, 0.16, 0.16, 0, -360), [0.65, 0.5], [0.6, 0.84]]],
}

/** Draws a digit on the paper with the mouse. */
export async function drawDigit(page: Page, digit: number): Promise<void> {
  const paper = page.getByRole('application')
  await paper.scrollIntoViewIfNeeded()
  const box = await paper.boundingBox()
  if (!box) throw new Error('no paper')
  for (const [[x, y], ...others] of DRAWINGS[digit]) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height)
    await page.mouse.down()
    for (const [toX, toY] of others) {
      await page.mouse.move(box.x + toX * box.width, box.y + toY * box.height, { steps: 3 })
    }
    await page.mouse.up()
  }
}

/** Places on an ellipse, clockwise from the right, angles in degrees. */
function arc(x: number, y: number, width: number, height: number, from: number, to: number): Line {
  return Array.from({ length: 13 }, (_, k) => {
    const angle = ((from + ((to - from) * k) / 12) * Math.PI) / 180
    return [x + width * Math.cos(angle), y + height * Math.sin(angle)] as const
  })
}
