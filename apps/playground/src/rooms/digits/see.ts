import { readPaper, type Stroke } from './strokes.js'

/** TEMPORARY until data has toMnistForm. */
export function seeDrawing(all: readonly Stroke[]): Uint8Array {
  const { width, pixels } = readPaper(all)
  const k = width / 28
  return Uint8Array.from({ length: 784 }, (_, p) => {
    const x = (p % 28) * k
    const y = Math.floor(p / 28) * k
    let s = 0
    for (let j = 0; j < k; j++) for (let i = 0; i < k; i++) s += 255 - pixels[(y + j) * width + x + i]
    return s / (k * k)
  })
}
