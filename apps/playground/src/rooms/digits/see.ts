import { toMnistForm } from '@antigrad/data'
import type { Stroke } from './drawing.js'
import { readPaper } from './strokes.js'

/** What is written, in the form of MNIST: 784 bytes, all 0 where the paper is empty. */
export function seeDrawing(all: readonly Stroke[]): Uint8Array {
  return all.length === 0 ? new Uint8Array(784) : toMnistForm(readPaper(all))
}
